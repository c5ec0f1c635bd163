import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from './processList';
import type { StopPorts } from './stopTree';

/** This machine, for stopping a tree of which we may be a member: we are never in the list. Not for Windows. */
export function posixPorts(platform: NodeJS.Platform): StopPorts {
  return {
    list: async () => (await listProcesses(platform)).filter(({ pid }) => pid !== process.pid),
    signal: signalProcess,
    wait: (milliseconds) => delay(milliseconds),
    nowMs: () => performance.now(),
  };
}

/** Sends a signal to a process, or with a negative number to a group; one that is gone or another user's is passed over. */
export function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile, or has become another user's: then it is not ours to end.
  }
}
