import type { MetricName } from '../../shared/metrics';
import type { ProcessKey } from '../../shared/sample';
import { StarvedProcesses } from '../starvedProcesses';

/** A process that keeps so much of one core busy and does not answer is busy with something else than answering. */
const BUSY_CORES = 0.5;

/** Knows what keeps a process from answering, as of its newest values. */
export class ProcessLoad {
  private readonly cpuCores = new Map<ProcessKey, number>();
  private readonly starved = new StarvedProcesses();

  /** Takes in a value of a process as it is shown. */
  value(metric: MetricName, process: ProcessKey, value: number): void {
    this.starved.value(metric, process, value);
    if (metric === 'process.cpu.time') this.cpuCores.set(process, value);
  }

  /** Why a process may be silent, as the end of a sentence; undefined where its load does not tell. */
  reasonOf(process: ProcessKey): string | undefined {
    const cores = this.cpuCores.get(process);
    if (this.starved.has(process)) return 'starved: it waits for a processor';
    if (cores === undefined || cores < BUSY_CORES) return undefined;
    return `blocked: it uses ${Math.round(cores * 100)} % of a core and does nothing else`;
  }

  /** A process has exited. */
  forget(process: ProcessKey): void {
    this.cpuCores.delete(process);
    this.starved.forget(process);
  }
}
