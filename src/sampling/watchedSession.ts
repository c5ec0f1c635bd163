import { processKey, type ProcessIdentity, type ProcessInfo, type ProcessKey, type SessionId } from '../shared/sample';
import { treeMembers, type TreeMemory } from './processTree';
import type { TableEntry } from './tableEntry';

/** One watched session: its roots, and which processes belong to it. */
export class WatchedSession {
  private readonly roots = new Map<ProcessKey, ProcessIdentity>();
  private memory: TreeMemory | undefined;
  private hadRoot = false;
  /** The last answer, as long as neither table nor roots nor marked processes have changed. */
  private cached: CachedTree | undefined;

  constructor(
    readonly id: SessionId,
    private readonly options: WatchOptions,
  ) {}

  /** What the session's processes carry in their environment, `NAME=value`; undefined where there is no such thing. */
  get marker(): string | undefined {
    return this.options.marker;
  }

  /** False until the first root is known: then there is nothing to read yet. */
  get isReady(): boolean {
    return this.hadRoot;
  }

  addRoot(root: ProcessIdentity): void {
    this.roots.set(processKey(root), root);
    this.hadRoot = true;
    this.cached = undefined;
  }

  /** Drops roots that have exited. */
  dropRoots(exited: ReadonlySet<ProcessKey>): void {
    for (const key of this.roots.keys()) {
      if (!exited.has(key)) continue;
      this.roots.delete(key);
      this.cached = undefined;
    }
  }

  /**
   * The tree by a fresh table and the processes that carry the marker, helpers included, parents before children. What
   * was in it once stays until it exits.
   */
  update(table: readonly TableEntry[], marked: ReadonlySet<ProcessKey>): readonly ProcessInfo[] {
    if (this.cached?.table === table && this.cached.marked === marked) return this.cached.tree;
    const roots = [...this.roots.values()];
    const { members, memory } = treeMembers(table, roots, this.memory, marked);
    this.memory = memory;
    const tree = [...this.unlisted(table, roots), ...members];
    this.cached = { table, marked, tree };
    return tree;
  }

  /** Whether a process is left out of the session, by its name for people. A root never is. */
  isHelper(process: ProcessInfo, name: string): boolean {
    return !this.roots.has(processKey(process)) && this.options.isHelper(name);
  }

  /** Roots that a table which is not of this moment does not hold yet: only reading them tells whether they live. */
  private unlisted(table: readonly ProcessInfo[], roots: readonly ProcessIdentity[]): readonly ProcessInfo[] {
    const isListed = (root: ProcessIdentity): boolean => table.some(({ pid }) => pid === root.pid);
    return roots
      .filter((root) => !isListed(root))
      .map(({ pid, startTimeMs }) => ({ pid, startTimeMs, parentPid: 0, name: `process ${pid}` }));
  }
}

export interface WatchOptions {
  /** Whether a process with this name (`node watchdog.js`) is a tool's and not the program's. */
  readonly isHelper: (name: string) => boolean;
  /**
   * A variable that the session's program was started with, `NAME=value` with a value that nobody can guess. Who carries
   * it belongs to the session, whoever is its parent.
   */
  readonly marker?: string;
}

interface CachedTree {
  readonly table: readonly TableEntry[];
  readonly marked: ReadonlySet<ProcessKey>;
  readonly tree: readonly ProcessInfo[];
}
