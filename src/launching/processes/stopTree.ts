import type { ListedProcess } from './processList';

/** A program that we started, with the process group in which it runs. */
export interface StartedTree {
  readonly pid: number;
  /** The start of the program as the list of processes tells it; absent if it had ended before it could be read. */
  readonly startedAt?: string;
  /** The process group of this program; absent where it has none of its own, and then descent alone counts. */
  readonly group?: {
    readonly id: number;
    /** Whether whoever stops it is a member: then the members are signalled one by one. */
    readonly holdsUs: boolean;
  };
}

/** What stopping needs of the world. */
export interface StopPorts {
  list(): Promise<readonly ListedProcess[]>;
  /** Sends a signal to a process, or with a negative number to a group; one that is gone is no error. */
  signal(pid: number, name: NodeJS.Signals): void;
  wait(milliseconds: number): Promise<void>;
  nowMs(): number;
}

/** So long a program has to end by itself before it is killed. */
export const GRACE_MS = 2_000;
const POLL_MS = 50;
/** A tree that forks while it is killed is killed again, so often. */
const ROUNDS = 20;

/**
 * Ends a program and all that it started: `signal` to the group, then SIGKILL to whatever is left after the grace.
 * Processes are told apart by pid and start, so that nobody else is hit. Resolves to what could not be ended.
 */
export async function stopTree(
  tree: StartedTree,
  signal: NodeJS.Signals,
  ports: StopPorts,
): Promise<readonly ListedProcess[]> {
  let known = membersOf(tree, await ports.list(), []);
  if (known.length === 0) return [];
  const deadlineMs = ports.nowMs() + (signal === 'SIGKILL' ? 0 : GRACE_MS);
  if (signal !== 'SIGKILL') {
    send(tree, known, signal, ports);
    // A process that is suspended would take no notice of it.
    send(tree, known, 'SIGCONT', ports);
  }
  while (known.length > 0 && ports.nowMs() < deadlineMs) {
    await ports.wait(POLL_MS);
    known = membersOf(tree, await ports.list(), known);
  }
  for (let round = 0; round < ROUNDS && known.length > 0; round += 1) {
    send(tree, known, 'SIGKILL', ports);
    await ports.wait(POLL_MS);
    known = membersOf(tree, await ports.list(), known);
  }
  return known;
}

/**
 * The living processes of a tree: the program and its descendants, the members of its group, and those of `known` that
 * still live, for a child whose parent has ended is no longer a descendant.
 */
export function membersOf(
  tree: StartedTree,
  table: readonly ListedProcess[],
  known: readonly ListedProcess[],
): readonly ListedProcess[] {
  const isKnown = (process: ListedProcess): boolean =>
    known.some(({ pid, startedAt }) => pid === process.pid && startedAt === process.startedAt);
  const isRoot = ({ pid, startedAt }: ListedProcess): boolean => pid === tree.pid && startedAt === tree.startedAt;
  const isOurs = isGroupOurs(tree, table);
  const found = table.filter(
    (process) => isRoot(process) || isKnown(process) || (isOurs && process.groupId === tree.group?.id),
  );
  const pids = new Set(found.map(({ pid }) => pid));
  // The list grows while it is walked: each process brings its children.
  for (const parent of found) {
    for (const process of table) {
      if (process.parentPid !== parent.pid || pids.has(process.pid)) continue;
      pids.add(process.pid);
      found.push(process);
    }
  }
  return found;
}

/** A group's number is given out again only after all its members have gone; its leader then has another start. */
function isGroupOurs({ group, startedAt }: StartedTree, table: readonly ListedProcess[]): boolean {
  if (group === undefined || group.holdsUs) return group !== undefined;
  const leader = table.find(({ pid }) => pid === group.id);
  return leader === undefined || leader.startedAt === startedAt;
}

function send({ group }: StartedTree, members: readonly ListedProcess[], name: NodeJS.Signals, ports: StopPorts): void {
  const groupId = group?.holdsUs === false ? group.id : undefined;
  if (groupId !== undefined && members.some((process) => process.groupId === groupId)) ports.signal(-groupId, name);
  for (const process of members) if (process.groupId !== groupId) ports.signal(process.pid, name);
}
