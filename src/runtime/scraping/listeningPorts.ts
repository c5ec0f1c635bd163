import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** A port of this machine on which a process listens for connections from this machine. */
export interface ListeningPort {
  readonly port: number;
  readonly pid: number;
}

/** Processes and descriptors beyond these are not looked at. */
const MOST_PROCESSES = 64;
const MOST_DESCRIPTORS = 2_048;

/**
 * The TCP ports on which some of these processes can be reached over the loopback address, in the order of the processes.
 * Empty where none listens, where it may not be known, and on systems without a procfs. `root` is where that is mounted.
 * Sources: proc_net(5), proc_pid_fd(5).
 */
export async function listeningPorts(pids: readonly number[], root = '/proc'): Promise<readonly ListeningPort[]> {
  const found: ListeningPort[] = [];
  for (const pid of pids.slice(0, MOST_PROCESSES)) {
    // A process sees the network of its own namespace; another one's ports are not ours to reach.
    const tables = ['tcp', 'tcp6'].map((name) =>
      readFile(join(root, String(pid), 'net', name), 'utf8').catch(() => ''),
    );
    const byInode = new Map((await Promise.all(tables)).flatMap(listeningSockets));
    if (byInode.size === 0) continue;
    const ports = new Set(
      (await socketInodes(join(root, String(pid), 'fd'))).flatMap((inode) => byInode.get(inode) ?? []),
    );
    found.push(...[...ports].map((port) => ({ port, pid })));
  }
  return found;
}

/** State of a socket that listens. */
const LISTEN = '0A';

/** Addresses as the kernel writes them, in the byte order of a little-endian machine: 127.0.0.1, 0.0.0.0, ::1, ::. */
const REACHABLE: ReadonlySet<string> = new Set([
  '0100007F',
  '00000000',
  '00000000000000000000000001000000',
  '00000000000000000000000000000000',
  '0000000000000000FFFF00000100007F',
]);

function listeningSockets(table: string): readonly (readonly [inode: string, port: number])[] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
      const [address = '', port = ''] = local.split(':');
      if (state !== LISTEN || inode === undefined || !REACHABLE.has(address)) return [];
      return [[inode, parseInt(port, 16)] as const];
    });
}

async function socketInodes(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const targets = names.slice(0, MOST_DESCRIPTORS).map((name) => readlink(join(folder, name)).catch(() => ''));
  return (await Promise.all(targets)).flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}
