import { isMainThread } from 'node:worker_threads';

/** The CPU time of this process. Only the main thread knows it: a worker would tell the same once more. */
export class CpuTime {
  private before = secondsSoFar();

  /** Seconds since the last call, of all threads together; undefined in a worker. */
  take(): number | undefined {
    if (!isMainThread) return undefined;
    const now = secondsSoFar();
    const seconds = Math.max(0, now - this.before);
    this.before = now;
    return seconds;
  }
}

function secondsSoFar(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
