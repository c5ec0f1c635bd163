import { kill } from 'node:process';
import type { ProcessPresence } from './adapterPorts';

const POLL_MS = 500;

/** Whether a process of this pid is there and may be watched by this user. Nothing is sent to it (kill(2), signal 0). */
export function probeProcess(pid: number): ProcessPresence {
  try {
    kill(pid, 0);
    return 'ours';
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 'foreign' : 'none';
  }
}

/** Calls back once when a process has ended; the returned function ends the watch. */
export function watchProcess(pid: number, onEnd: () => void): () => void {
  const timer = setInterval(() => {
    if (probeProcess(pid) === 'ours') return;
    clearInterval(timer);
    onEnd();
  }, POLL_MS);
  return () => {
    clearInterval(timer);
  };
}
