import { isDebuggerHelper } from '../../shared/debuggerHelper';
import { processKey, type ProcessInfo, type ProcessKey } from '../../shared/sample';
import { isShell } from '../shell';

/** Where a program is looked for, and since when. */
export interface Descent {
  readonly ancestorPid: number;
  /** Epoch milliseconds; what began earlier has nothing to do with the session. */
  readonly sinceMs: number;
  /** The processes that were there when the launch was asked for: adapters perhaps, but not the program. */
  readonly before: ReadonlySet<ProcessKey>;
  /**
   * Whether only what stands below an adapter counts that is known by its name: other extensions start processes too,
   * and servers with children of their own at the same time as a session.
   */
  readonly onlyBelowAdapter: boolean;
}

/** A program found below a process, and whether a debug adapter stands between the two. */
interface Candidate {
  readonly process: ProcessInfo;
  readonly isBelowAdapter: boolean;
}

/**
 * The program that an adapter which tells nothing has most likely started: the topmost process below an ancestor that
 * began since a moment. Adapters and shells are stepped over: an adapter is known by its name, or because it began with
 * the session but before the launch was asked for. What stands below an adapter wins; otherwise there must be one
 * candidate only, and it must be allowed. Undefined where that is not so.
 */
export function newDescendant(table: readonly ProcessInfo[], descent: Descent): ProcessInfo | undefined {
  const candidates = newDescendants(table, descent);
  const below = candidates.filter((candidate) => candidate.isBelowAdapter);
  if (below.length > 0 || descent.onlyBelowAdapter) return below[0]?.process;
  return candidates.length === 1 ? candidates[0]?.process : undefined;
}

function newDescendants(table: readonly ProcessInfo[], descent: Descent): readonly Candidate[] {
  const childrenOf = groupByParent(table);
  const found: Candidate[] = [];
  const seen = new Set<number>([descent.ancestorPid]);
  const visit = (pid: number, isBelowAdapter: boolean): void => {
    for (const child of childrenOf.get(pid) ?? []) {
      if (seen.has(child.pid)) continue;
      seen.add(child.pid);
      const isNew = child.startTimeMs >= descent.sinceMs;
      const isKnown = isDebuggerHelper(child.name);
      const isPresumed = isNew && descent.before.has(processKey(child));
      if (isNew && !isKnown && !isPresumed && !isShell(child.name)) found.push({ process: child, isBelowAdapter });
      else visit(child.pid, isBelowAdapter || (isNew && isKnown) || (isPresumed && !descent.onlyBelowAdapter));
    }
  };
  visit(descent.ancestorPid, false);
  return found;
}

function groupByParent(table: readonly ProcessInfo[]): ReadonlyMap<number, readonly ProcessInfo[]> {
  const childrenOf = new Map<number, ProcessInfo[]>();
  for (const process of table) {
    const siblings = childrenOf.get(process.parentPid);
    if (siblings === undefined) childrenOf.set(process.parentPid, [process]);
    else siblings.push(process);
  }
  return childrenOf;
}
