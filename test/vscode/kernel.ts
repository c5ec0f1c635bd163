import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of all threads of a process as the kernel's scheduler accounts for it, in seconds. */
export function cpuSecondsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e9;
}

/** Resident memory of a process as the kernel tells it, in bytes. */
export function residentBytesOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status tells no VmRSS.`);
  return Number(kilobytes) * 1024;
}

/** Whether a process lives: it is there, and no zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The command line of a process; empty for one that has gone. */
export function commandLineOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

/** The supervisors that this extension host has started and that still run: there is one for each program of ours. */
export function supervisors(): readonly number[] {
  const threads = readdirSync('/proc/self/task');
  const lists = threads.map((thread) => readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim());
  const children = lists.flatMap((list) => (list === '' ? [] : list.split(' ').map(Number)));
  return children.filter((pid) => commandLineOf(pid).join(' ').includes('processMonitorSupervisor'));
}

/** Whether somebody listens on a TCP port of IPv4, found out without a connection. Source: proc_net(5). */
export function isListening(port: number): boolean {
  const local = new RegExp(`^\\s*\\d+: [0-9A-F]{8}:${port.toString(16).toUpperCase().padStart(4, '0')} \\S+ 0A `, 'm');
  return local.test(readFileSync('/proc/net/tcp', 'latin1'));
}
