import type { MetricName } from '../shared/metrics';
import type { ProcessKey } from '../shared/sample';

/** So many cores of waiting can make a timer late enough to matter, even where the process does little. */
const LEAST_WAIT_CORES = 0.05;

/** Everyone waits a little for its turn: less than this share of what was wanted is nothing. */
const LEAST_WAIT_SHARE = 0.2;

/** Knows which processes wanted more of the processors than they got, as of their newest values. */
export class StarvedProcesses {
  private readonly cpuCores = new Map<ProcessKey | undefined, number>();
  private readonly starved = new Set<ProcessKey | undefined>();

  /** Takes in a value as it is shown: of a process, or without one the tree's total. Most metrics say nothing here. */
  value(metric: MetricName, process: ProcessKey | undefined, value: number): void {
    if (metric === 'process.cpu.time') this.cpuCores.set(process, value);
    if (metric !== 'process.cpu.wait_time') return;
    const wantedCores = (this.cpuCores.get(process) ?? 0) + value;
    if (value >= LEAST_WAIT_CORES && value >= LEAST_WAIT_SHARE * wantedCores) this.starved.add(process);
    else this.starved.delete(process);
  }

  /** Whether the process, or without one the tree, has been starved lately. */
  has(process: ProcessKey | undefined): boolean {
    return this.starved.has(process);
  }

  /** A process has exited. */
  forget(process: ProcessKey): void {
    this.cpuCores.delete(process);
    this.starved.delete(process);
  }
}
