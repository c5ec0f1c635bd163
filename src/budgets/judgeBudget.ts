import type { SessionStore } from '../series/sessionStore';
import { statisticsOf } from '../series/statistics';
import { metricOf } from '../shared/metrics';
import { formatText, quantityOf } from '../shared/units';
import type { Budget } from './parseBudget';

/** Holds what is known of a run against a budget. */
export function judgeBudget({ metric, aggregate, limit }: Budget, store: SessionStore): BudgetVerdict {
  const series = store.find({ metric, attributes: '' });
  const value = series && statisticsOf(series, -Infinity, Infinity)?.[aggregate];
  if (value === undefined) return { kind: 'notMeasured' };
  return { kind: value <= limit ? 'kept' : 'broken', value };
}

/** `value` in the metric's base unit as it is shown. What was not measured has not kept its budget. */
export type BudgetVerdict =
  { readonly kind: 'kept' | 'broken'; readonly value: number } | { readonly kind: 'notMeasured' };

/** A budget and its verdict in a line for people: `Memory max 412 MB is over its budget of 300 MB`. */
export function budgetText({ metric, aggregate, limit }: Budget, verdict: BudgetVerdict): string {
  const quantity = quantityOf(metricOf(metric));
  const subject = `${metricOf(metric).title} ${aggregate}`;
  const allowed = formatText(limit, quantity);
  switch (verdict.kind) {
    case 'kept':
      return `${subject} ${formatText(verdict.value, quantity)} is within its budget of ${allowed}`;
    case 'broken':
      return `${subject} ${formatText(verdict.value, quantity)} is over its budget of ${allowed}`;
    case 'notMeasured':
      return `${subject} was not measured, so its budget of ${allowed} is not known to be kept`;
  }
}
