import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What a process holds that it has to give back. */
export interface OpenResources {
  /** Timers that wait, those of the editor included. */
  readonly timers: number;
  /** Open files of every kind. */
  readonly descriptors: number;
  /** Those of them that are sockets. */
  readonly sockets: number;
  /** Child processes that live or have not been waited for. */
  readonly children: number;
}

/** What this process holds now. Linux only. Sources: proc(5), `process.getActiveResourcesInfo`. */
export function openResources(): OpenResources {
  const descriptors = readdirSync('/proc/self/fd').map(linkOf);
  return {
    timers: process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout' || kind === 'Immediate').length,
    descriptors: descriptors.length,
    sockets: descriptors.filter((link) => link.startsWith('socket:')).length,
    children: childrenOf('self').length,
  };
}

/** The pids of a process's children; empty for one that has gone. */
export function childrenOf(pid: number | 'self'): readonly number[] {
  return threadsOf(pid).flatMap((thread) => {
    const list = textOf(`/proc/${pid}/task/${thread}/children`).trim();
    return list === '' ? [] : list.split(' ').map(Number);
  });
}

function threadsOf(pid: number | 'self'): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The list itself was read through a descriptor that is closed by now. */
function linkOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}
