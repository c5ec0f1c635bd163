import { processKey, type ProcessIdentity, type ProcessInfo, type ProcessKey } from '../shared/sample';

/**
 * The processes of a tree, parents before children: the roots and the `known` members that are still in the table, and
 * whatever descends from them by parent pid. A known member stays when its parent dies and it is handed to another.
 * Roots that the table does not hold are left out; empty when nothing of the tree is left.
 *
 * A process counts as a child only if it did not start before its parent: otherwise the parent's pid is a reused one.
 */
export function treeMembers(
  table: readonly ProcessInfo[],
  roots: readonly ProcessIdentity[],
  known: ReadonlySet<ProcessKey>,
): readonly ProcessInfo[] {
  const rootKeys = new Set(roots.map(processKey));
  const children = new Map<number, ProcessInfo[]>();
  const rooted: ProcessInfo[] = [];
  const kept: ProcessInfo[] = [];
  for (const process of table) {
    const siblings = children.get(process.parentPid);
    if (siblings === undefined) children.set(process.parentPid, [process]);
    else siblings.push(process);
    const key = processKey(process);
    if (rootKeys.has(key)) rooted.push(process);
    else if (known.has(key)) kept.push(process);
  }
  const members = new Map<number, ProcessInfo>();
  for (const root of rooted) addWithDescendants(root, children, members);
  // By age: of two orphans in a line the parent is the older one and has to come first.
  for (const orphan of kept.sort(byStart)) addWithDescendants(orphan, children, members);
  return [...members.values()];
}

function addWithDescendants(
  top: ProcessInfo,
  children: ReadonlyMap<number, readonly ProcessInfo[]>,
  members: Map<number, ProcessInfo>,
): void {
  const queue = [top];
  for (let parent = queue.shift(); parent !== undefined; parent = queue.shift()) {
    if (members.has(parent.pid)) continue;
    members.set(parent.pid, parent);
    for (const child of children.get(parent.pid) ?? []) {
      if (child.startTimeMs >= parent.startTimeMs) queue.push(child);
    }
  }
}

function byStart(a: ProcessInfo, b: ProcessInfo): number {
  return a.startTimeMs - b.startTimeMs || a.pid - b.pid;
}
