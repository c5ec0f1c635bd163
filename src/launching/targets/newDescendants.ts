import type { ProcessInfo } from '../../shared/sample';
import { isDebuggerHelper } from '../../shared/debuggerHelper';
import { isShell } from '../shell';

/** A program found below a process, and whether a debug adapter stands between the two. */
interface Candidate {
  readonly process: ProcessInfo;
  readonly isBelowAdapter: boolean;
}

/**
 * The program that an adapter which tells nothing has most likely started: the topmost process below `ancestorPid`
 * that began since a moment. Adapters and shells are stepped over. What stands below an adapter wins; otherwise there
 * must be one candidate only, for other extensions start processes too. Undefined where that is not so.
 */
export function newDescendant(
  table: readonly ProcessInfo[],
  ancestorPid: number,
  sinceMs: number,
): ProcessInfo | undefined {
  const candidates = newDescendants(table, ancestorPid, sinceMs);
  const below = candidates.filter((candidate) => candidate.isBelowAdapter);
  const [only, ...others] = below.length > 0 ? below : candidates;
  return below.length > 0 || others.length === 0 ? only?.process : undefined;
}

function newDescendants(table: readonly ProcessInfo[], ancestorPid: number, sinceMs: number): readonly Candidate[] {
  const childrenOf = new Map<number, ProcessInfo[]>();
  for (const process of table) {
    const siblings = childrenOf.get(process.parentPid);
    if (siblings === undefined) childrenOf.set(process.parentPid, [process]);
    else siblings.push(process);
  }
  const found: Candidate[] = [];
  const seen = new Set<number>([ancestorPid]);
  const visit = (pid: number, isBelowAdapter: boolean): void => {
    for (const child of childrenOf.get(pid) ?? []) {
      if (seen.has(child.pid)) continue;
      seen.add(child.pid);
      const isHelper = isDebuggerHelper(child.name);
      const isProgram = child.startTimeMs >= sinceMs && !isHelper && !isShell(child.name);
      if (isProgram) found.push({ process: child, isBelowAdapter });
      else visit(child.pid, isBelowAdapter || (isHelper && child.startTimeMs >= sinceMs));
    }
  };
  visit(ancestorPid, false);
  return found;
}
