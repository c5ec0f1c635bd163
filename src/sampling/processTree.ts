import { processKey, type ProcessIdentity, type ProcessKey } from '../shared/sample';
import { groupsLedBy, isLed, NO_GROUPS, type LedGroups } from './ledGroups';
import type { TableEntry } from './tableEntry';

/**
 * The processes of a tree by a fresh table, parents before children, and what has to be remembered for the next one:
 *
 * - the roots and whatever descends from them by parent pid;
 * - the members of before: once in, a process stays until it exits, whoever is its parent by then;
 * - whoever is in a process group or session that a member leads or led. A group that no member leads says nothing: a
 *   debug adapter's children share that of the extension host;
 * - the `marked` ones, which carry the session's marker in their environment.
 *
 * Each of them brings its descendants. Roots that the table does not hold are left out; empty when nothing is left.
 *
 * A process counts as a child only if it did not start before its parent, and as of a group only if it did not start
 * before the leader: otherwise the pid is a reused one.
 */
export function treeMembers(
  table: readonly TableEntry[],
  roots: readonly ProcessIdentity[],
  before: TreeMemory = NOTHING_KNOWN,
  marked: ReadonlySet<ProcessKey> = NONE,
): Tree {
  const { children, byAge } = indexOf(table);
  const members = new Map<number, TableEntry>();
  const add = (top: TableEntry): void => {
    addWithDescendants(top, children, members);
  };
  const rootKeys = new Set(roots.map(processKey));
  for (const process of table) if (rootKeys.has(keyOf(process))) add(process);
  // By age: of two orphans in a line the parent is the older one and has to come first.
  const others = byAge.filter(({ pid }) => !members.has(pid));
  for (const process of others) {
    const key = keyOf(process);
    if (before.known.has(key) || marked.has(key)) add(process);
  }
  let led = groupsLedBy(members, table, before.led);
  for (let isNew = true; isNew;) {
    const found = others.filter((process) => !members.has(process.pid) && isLed(process, led));
    found.forEach(add);
    isNew = found.length > 0;
    // Who has come in by a group may lead another.
    if (isNew) led = groupsLedBy(members, table, led);
  }
  const tree = [...members.values()];
  return { members: tree, memory: { known: new Set(tree.map(keyOf)), led } };
}

/** What came of a table. */
export interface Tree {
  readonly members: readonly TableEntry[];
  readonly memory: TreeMemory;
}

/** What a tree remembers from one table to the next. */
export interface TreeMemory {
  /** The members, all of them. */
  readonly known: ReadonlySet<ProcessKey>;
  readonly led: LedGroups;
}

const NONE: ReadonlySet<ProcessKey> = new Set();
const NOTHING_KNOWN: TreeMemory = { known: NONE, led: NO_GROUPS };

/** What is looked up in a table. */
interface TableIndex {
  readonly children: ReadonlyMap<number, readonly TableEntry[]>;
  /** All of it, the oldest first. */
  readonly byAge: readonly TableEntry[];
}

/** While nothing starts or exits a source returns the same table, which several sessions share: each is indexed once. */
const indexes = new WeakMap<readonly TableEntry[], TableIndex>();

function indexOf(table: readonly TableEntry[]): TableIndex {
  const known = indexes.get(table);
  if (known !== undefined) return known;
  const index = { children: childrenByParent(table), byAge: table.toSorted(byStart) };
  indexes.set(table, index);
  return index;
}

/** Entries outlive tables, and the text of a time costs more than a look-up. */
const keys = new WeakMap<TableEntry, ProcessKey>();

function keyOf(entry: TableEntry): ProcessKey {
  const known = keys.get(entry);
  if (known !== undefined) return known;
  const key = processKey(entry);
  keys.set(entry, key);
  return key;
}

function childrenByParent(table: readonly TableEntry[]): ReadonlyMap<number, readonly TableEntry[]> {
  const children = new Map<number, TableEntry[]>();
  for (const process of table) {
    const siblings = children.get(process.parentPid);
    if (siblings === undefined) children.set(process.parentPid, [process]);
    else siblings.push(process);
  }
  return children;
}

function addWithDescendants(
  top: TableEntry,
  children: ReadonlyMap<number, readonly TableEntry[]>,
  members: Map<number, TableEntry>,
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

function byStart(a: TableEntry, b: TableEntry): number {
  return a.startTimeMs - b.startTimeMs || a.pid - b.pid;
}
