/**
 * Adds up the CPU time of stretches of synchronous work. What other threads of this process use meanwhile is counted
 * too, so that the sum is an upper bound; what happens between the stretches is not.
 */
export class CpuMeter {
  private total = 0;

  /** `cpuSeconds` tells the CPU time that this process has used so far. */
  constructor(private readonly cpuSeconds: () => number) {}

  /** CPU time of all stretches so far, seconds. */
  get totalSeconds(): number {
    return this.total;
  }

  /** Runs `work` and returns its result. Of an asynchronous function it measures the part before the first wait. */
  measure<T>(work: () => T): T {
    const before = this.cpuSeconds();
    try {
      return work();
    } finally {
      this.total += Math.max(0, this.cpuSeconds() - before);
    }
  }
}

/** CPU time that this process has used so far, user and system, seconds. */
export function processCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
