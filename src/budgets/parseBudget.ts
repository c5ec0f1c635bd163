import { parseAmount } from '../alerting/thresholdText';
import { isMetricName, metricOf, type MetricName } from '../shared/metrics';
import { quantityOf } from '../shared/units';

/** What of a run is held against a limit. */
export const BUDGET_AGGREGATES = ['max', 'mean', 'min', 'p50', 'p95', 'p99'] as const;
export type BudgetAggregate = (typeof BUDGET_AGGREGATES)[number];

/** A limit that a run must not exceed: of the whole tree, over the whole run. */
export interface Budget {
  readonly metric: MetricName;
  readonly aggregate: BudgetAggregate;
  /** In the metric's base unit as it is shown: a counter's per second. */
  readonly limit: number;
}

export type ParsedBudget =
  | { readonly kind: 'budget'; readonly budget: Budget }
  /** What is wrong and what would be right, in a sentence for people. */
  | { readonly kind: 'problem'; readonly text: string };

/** Reads a budget as text: `process.memory.usage:max<=300 MB`. */
export function parseBudget(text: string): ParsedBudget {
  const match = /^\s*([\w.]+)\s*:\s*(\w+)\s*<=\s*(.+)$/.exec(text);
  if (match === null)
    return problem(text, 'it should read METRIC:AGGREGATE<=LIMIT, as "process.memory.usage:max<=300 MB"');
  const [, metric = '', aggregate = '', limit = ''] = match;
  if (!isMetricName(metric)) return problem(text, `there is no metric "${metric}"; the README lists all`);
  const known = BUDGET_AGGREGATES.find((name) => name === aggregate);
  if (known === undefined) {
    return problem(text, `"${aggregate}" is none of ${BUDGET_AGGREGATES.join(', ')}`);
  }
  const isPlain = /^\s*\d+(\.\d+)?\s*$/.test(limit);
  const amount = parseAmount(isPlain ? Number(limit) : limit, quantityOf(metricOf(metric)));
  if (!amount.ok) return problem(text, `the limit should be ${amount.allowed}`);
  return { kind: 'budget', budget: { metric, aggregate: known, limit: amount.value } };
}

function problem(text: string, reason: string): ParsedBudget {
  return { kind: 'problem', text: `The budget "${text}" cannot be used: ${reason}.` };
}
