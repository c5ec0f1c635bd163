import type { MetricName } from '../shared/metrics';
import type { ProcessRow } from '../shared/protocol';
import type { ProcessKey } from '../shared/sample';

/** What a panel has been told of the processes' present values, so that afterwards it is told only what has changed. */
export class ProcessRows {
  private told = new Map<ProcessKey, ProcessRow['values']>();

  /** All rows, for a panel that knows nothing yet. */
  all(rows: readonly ProcessRow[]): readonly ProcessRow[] {
    this.told = new Map(rows.map(({ key, values }) => [key, withoutAge(values)]));
    return [...this.told].map(([key, values]) => ({ key, values }));
  }

  /** The rows that are new or not as they were told last; one without values for each process that is no longer there. */
  changed(rows: readonly ProcessRow[]): readonly ProcessRow[] {
    const before = this.told;
    const changed = this.all(rows).filter(({ key, values }) => !isAlike(values, before.get(key)));
    const gone = [...before.keys()].filter((key) => !this.told.has(key)).map((key) => ({ key, values: {} }));
    return [...changed, ...gone];
  }
}

function withoutAge(values: ProcessRow['values']): ProcessRow['values'] {
  const others = { ...values };
  // Known from its start, and another at every sample: with it no row would ever stay as it is.
  delete others['process.uptime'];
  return others;
}

function isAlike(a: ProcessRow['values'], b: ProcessRow['values'] | undefined): boolean {
  if (b === undefined) return false;
  const metrics = Object.keys(a) as MetricName[];
  return metrics.length === Object.keys(b).length && metrics.every((metric) => a[metric] === b[metric]);
}
