import type { ProfileKind } from '../shared/agentFrames';
import type { Aggregate, Operator, RuleEvent } from '../shared/alertRuleSettings';
import { metricOf, type MetricName } from '../shared/metrics';
import type { Notify, Severity } from '../shared/state';
import { quantityOf, type Quantity } from '../shared/units';

/** A rule that is valid and complete; amounts are in base units. */
export type AlertRule = ThresholdRule | EventRule;

interface RuleBase {
  readonly name: string;
  readonly severity: Severity;
  readonly notify: Notify;
  readonly enabled: boolean;
  /** How long after a toast about one key none follows, milliseconds. */
  readonly cooldownMs: number;
  /** The launch configurations for which it holds; absent for all. */
  readonly configurations?: readonly string[];
}

/** Judges an aggregate of a metric's values against limits. */
export interface ThresholdRule extends RuleBase {
  readonly kind: 'threshold';
  readonly metric: MetricName;
  /** Judged is each series by itself that has all of these; absent for the series without attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly scope: 'tree' | 'process';
  readonly aggregate: Aggregate;
  readonly windowMs: number;
  readonly operator: Operator;
  /** Where it begins to be broken, and where it no longer is: the gap between them keeps it from flapping. */
  readonly threshold: number;
  readonly exitThreshold: number;
  /** Beyond this, for as long again, the alert becomes a critical one. */
  readonly critical?: number;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  /** What is taken of the process when it fires; absent where nothing is. */
  readonly capture?: ProfileKind;
}

/** Fires at once when something happens. */
export interface EventRule extends RuleBase {
  readonly kind: 'event';
  readonly event: RuleEvent;
}

/** What the values are that a rule with this metric and aggregate judges. */
export function judgedQuantity(metric: MetricName, aggregate: Aggregate): Quantity {
  const quantity = quantityOf(metricOf(metric));
  if (aggregate !== 'rate' && aggregate !== 'slope') return quantity;
  switch (quantity) {
    case 'bytes':
      return 'bytesPerSecond';
    case 'count':
      return 'perSecond';
    case 'cores':
    case 'bytesPerSecond':
    case 'perSecond':
    case 'seconds':
    case 'ratio':
      return quantity;
  }
}

/** Whether a value is at or beyond a limit in the direction of the operator. */
export function isBeyond(value: number, operator: Operator, limit: number): boolean {
  switch (operator) {
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
  }
}

/** Whether a value is back on the good side of a limit. A value at the limit is not. */
export function isBack(value: number, operator: Operator, limit: number): boolean {
  return operator === '>' || operator === '>=' ? value < limit : value > limit;
}
