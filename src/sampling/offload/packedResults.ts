import type { MetricName } from '../../shared/metrics';
import type { Attributes, ProcessIdentity, ProcessStanding, Reading } from '../../shared/sample';
import type { ReadResult } from '../processSource';

/**
 * Packs what was read into a few arrays. Objects are copied from one thread to another at a cost that would eat up what
 * the other thread saves; a block of numbers is handed over as it is.
 */
export function packResults(results: readonly ReadResult[]): PackedResults {
  const columns = new Map<string, Column>();
  for (const result of results) {
    if (result.kind !== 'read') continue;
    for (const { metric, attributes } of result.readings) {
      const key = keyOf(metric, attributes);
      if (!columns.has(key)) columns.set(key, { index: columns.size, metric, attributes });
    }
  }
  const width = columns.size + 1;
  const values = new Float64Array(results.length * width).fill(NaN);
  const outcomes = results.map((result, row): Outcome => {
    if (result.kind === 'gone') return 'gone';
    if (result.kind === 'failed') return { reason: result.reason };
    values[row * width] = result.timeMs;
    for (const { metric, attributes, value } of result.readings) {
      const column = columns.get(keyOf(metric, attributes));
      if (column !== undefined) values[row * width + 1 + column.index] = value;
    }
    return result.state;
  });
  return { columns: [...columns.values()].map(({ metric, attributes }) => ({ metric, attributes })), outcomes, values };
}

/** Undoes `packResults`; `processes` are those that were asked for, in the same order. */
export function unpackResults(
  { columns, outcomes, values }: PackedResults,
  processes: readonly ProcessIdentity[],
): readonly ReadResult[] {
  const width = columns.length + 1;
  return processes.map((process, row): ReadResult => {
    const outcome = outcomes[row] ?? { reason: 'no answer' };
    if (outcome === 'gone') return { kind: 'gone', process };
    if (typeof outcome === 'object') return { kind: 'failed', process, reason: outcome.reason };
    const readings: Reading[] = [];
    for (const [index, { metric, attributes }] of columns.entries()) {
      const value = values[row * width + 1 + index];
      if (value !== undefined && !Number.isNaN(value)) readings.push({ metric, attributes, value });
    }
    return { kind: 'read', process, timeMs: values[row * width] ?? NaN, state: outcome, readings };
  });
}

/** The results of one call of `read`. */
export interface PackedResults {
  readonly columns: readonly { readonly metric: MetricName; readonly attributes: Attributes }[];
  readonly outcomes: readonly Outcome[];
  /** One row for each process: the time of its reading, then its values in the order of the columns; NaN for none. */
  readonly values: Float64Array<ArrayBuffer>;
}

type Outcome = ProcessStanding | 'gone' | { readonly reason: string };

interface Column {
  readonly index: number;
  readonly metric: MetricName;
  readonly attributes: Attributes;
}

function keyOf(metric: MetricName, attributes: Attributes): string {
  return `${metric}{${attributes}}`;
}
