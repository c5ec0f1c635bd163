import { readFile } from 'node:fs/promises';

/**
 * What each socket of a network namespace is, by its inode: `TCP established to port 443`. `folder` is `/proc/PID/net`.
 * Files that are not there, or may not be read, are passed over. Sources: proc_pid_net(5), `tcp_states.h`.
 */
export async function readSockets(folder: string): Promise<ReadonlyMap<string, string>> {
  const read = (name: string): Promise<string> => readFile(`${folder}/${name}`, 'latin1').catch(() => '');
  const [tcp, tcp6, udp, udp6, unix] = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6', 'unix'].map(read));
  return new Map([
    ...[tcp, tcp6].flatMap((text = '') =>
      parseInet(text).map(({ inode, ...socket }) => [inode, tcpText(socket)] as const),
    ),
    ...[udp, udp6].flatMap((text = '') => parseInet(text).map(({ inode }) => [inode, 'UDP'] as const)),
    ...parseUnix(unix ?? '').map((inode) => [inode, 'Unix'] as const),
  ]);
}

interface InetSocket {
  readonly localPort: number;
  readonly remotePort: number;
  readonly state: string;
  readonly inode: string;
}

/** The sockets of `tcp`, `udp` and their namesakes: `sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode`. */
function parseInet(text: string): readonly InetSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', remote = '', state = '', , , , , , inode] = line.trim().split(/\s+/);
    const localPort = portOf(local);
    const remotePort = portOf(remote);
    return inode === undefined || !Number.isInteger(localPort) || !Number.isInteger(remotePort)
      ? []
      : [{ localPort, remotePort, state, inode }];
  });
}

function portOf(address: string): number {
  return parseInt(address.split(':')[1] ?? '', 16);
}

/** The inodes of `unix`: `Num RefCount Protocol Flags Type St Inode Path`. */
function parseUnix(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => line.trim().split(/\s+/)[6] ?? []);
}

const TCP_STATES: Readonly<Record<string, string>> = {
  '01': 'established',
  '02': 'connecting',
  '03': 'being accepted',
  '04': 'closing (FIN_WAIT1)',
  '05': 'closing (FIN_WAIT2)',
  '06': 'closing (TIME_WAIT)',
  '07': 'closed',
  '08': 'closed by the other side, not by the program (CLOSE_WAIT)',
  '09': 'closing (LAST_ACK)',
  '0B': 'closing (CLOSING)',
};

/** Ephemeral ports say nothing: of two ports the lower one is the service's. */
function tcpText({ localPort, remotePort, state }: Omit<InetSocket, 'inode'>): string {
  if (state === '0A') return `TCP listening on port ${localPort}`;
  const peer = localPort < remotePort ? `on port ${localPort}` : `to port ${remotePort}`;
  return `TCP ${TCP_STATES[state] ?? 'in an unknown state'} ${peer}`;
}
