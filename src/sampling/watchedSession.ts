import { processKey, type ProcessIdentity, type ProcessInfo, type ProcessKey, type SessionId } from '../shared/sample';
import { treeMembers } from './processTree';

/** One watched session: its roots, and which processes belong to it. */
export class WatchedSession {
  private readonly roots = new Map<ProcessKey, ProcessIdentity>();
  private known: ReadonlySet<ProcessKey> = new Set();
  private hadRoot = false;
  /** The last answer, as long as neither table nor roots have changed. */
  private cached: { readonly table: readonly ProcessInfo[]; readonly tree: readonly ProcessInfo[] } | undefined;

  constructor(
    readonly id: SessionId,
    private readonly options: WatchOptions,
  ) {}

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

  /** The tree by a fresh table, helpers included, parents before children. What was in it once stays until it exits. */
  update(table: readonly ProcessInfo[]): readonly ProcessInfo[] {
    if (this.cached?.table === table) return this.cached.tree;
    const roots = [...this.roots.values()];
    const members = treeMembers(table, roots, this.known);
    this.known = new Set(members.map(processKey));
    const tree = [...this.unlisted(table, roots), ...members];
    this.cached = { table, tree };
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
}
