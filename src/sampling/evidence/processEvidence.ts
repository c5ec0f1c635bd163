import { readdir, readFile, readlink } from 'node:fs/promises';
import { parseStat } from '../procfs/parseStat';
import { readSockets } from './sockets';

/** What the system knows of a process at one moment, besides numbers. */
export interface ProcessEvidence {
  readonly threads: readonly ThreadState[];
  /** Open files, sockets, pipes and so on, by kind; undefined where they may not be read. */
  readonly open: readonly OpenKind[] | undefined;
}

/** One thread and what it waits for. */
export interface ThreadState {
  readonly id: number;
  readonly name: string;
  /** One letter: see proc_pid_stat(5). */
  readonly state: string;
  /** The kernel function in which it waits; undefined while it runs, and where the kernel does not tell. */
  readonly waitChannel: string | undefined;
}

/** What is open of one kind, such as `socket: TCP established to port 443`, or one file by its path. */
export interface OpenKind {
  readonly kind: string;
  readonly count: number;
}

/**
 * Reads threads and what is open of a process out of a procfs. Undefined where there is no such process, or it is another
 * user's. Threads and descriptors that go meanwhile are left out. Sources: proc_pid_task(5), proc_pid_fd(5),
 * proc_pid_wchan(5).
 */
export async function readProcessEvidence(root: string, pid: number): Promise<ProcessEvidence | undefined> {
  const folder = `${root}/${pid}`;
  const ids = await readdir(`${folder}/task`).catch(() => undefined);
  if (ids === undefined) return undefined;
  const threads = await Promise.all(ids.map((id) => readThread(`${folder}/task/${id}`)));
  return { threads: threads.filter((thread) => thread !== undefined), open: await readOpen(folder) };
}

async function readThread(folder: string): Promise<ThreadState | undefined> {
  const bytes = await readFile(`${folder}/stat`).catch(() => undefined);
  const stat = bytes === undefined ? undefined : parseStat(bytes);
  if (stat === undefined) return undefined;
  const channel = await readFile(`${folder}/wchan`, 'latin1').catch(() => '');
  return { id: stat.pid, name: stat.comm, state: stat.state, waitChannel: WAITS.test(channel) ? channel : undefined };
}

/** The kernel says `0` of a thread that runs, and of all where it keeps that to itself. */
const WAITS = /^[A-Za-z_][\w.]*$/;

async function readOpen(folder: string): Promise<readonly OpenKind[] | undefined> {
  const descriptors = await readdir(`${folder}/fd`).catch(() => undefined);
  if (descriptors === undefined) return undefined;
  const sockets = await readSockets(`${folder}/net`);
  const counts = new Map<string, number>();
  for (const descriptor of descriptors) {
    const target = await readlink(`${folder}/fd/${descriptor}`).catch(() => undefined);
    if (target === undefined) continue;
    const kind = kindOf(target, sockets);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

/** What a descriptor is, by what its link names: `socket:[17]`, `anon_inode:[eventpoll]`, `pipe:[4]`, or a path. */
function kindOf(target: string, sockets: ReadonlyMap<string, string>): string {
  const [, type, name] = /^(\w+):\[?(.*?)\]?$/.exec(target) ?? [];
  if (type === undefined || name === undefined) return `file: ${target}`;
  switch (type) {
    case 'socket':
      return `socket: ${sockets.get(name) ?? 'of another kind'}`;
    case 'anon_inode':
      return name;
    default:
      return type;
  }
}
