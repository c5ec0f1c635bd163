import type { ProfileKind } from './agentFrames';

/** How the values of a window become the one value that a rule judges. */
export const AGGREGATES = ['last', 'mean', 'max', 'min', 'p95', 'p99', 'rate', 'slope'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export const OPERATORS = ['>', '>=', '<', '<='] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a rule without a metric may wait for. */
export const RULE_EVENTS = ['crashed', 'stalled', 'unhealthy'] as const;
export type RuleEvent = (typeof RULE_EVENTS)[number];

/** A value in its base unit, or a text with a unit: `1.5 GB`, `80 %`, `50 ms`. */
export type Amount = number | string;

/**
 * An alert rule as it stands in the settings and in the catalogue: what is left out has a default. `metric` is named
 * for a rule about values, `event` for one about something that happens.
 */
export interface AlertRuleSettings {
  readonly name: string;
  readonly metric?: string;
  /** The rule judges each series of the metric by itself that has all of these, whatever else it has. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly event?: RuleEvent;
  readonly scope?: 'tree' | 'process';
  readonly aggregate?: Aggregate;
  readonly window?: Amount;
  readonly operator?: Operator;
  readonly threshold?: Amount;
  readonly exitThreshold?: Amount;
  readonly critical?: Amount;
  readonly for?: Amount;
  readonly keepFiringFor?: Amount;
  readonly cooldown?: Amount;
  readonly severity?: 'info' | 'warning' | 'critical';
  readonly notify?: 'toast' | 'statusBar' | 'off';
  /** What is taken of the process when the rule fires. */
  readonly capture?: ProfileKind;
  readonly enabled?: boolean;
  /** Names of launch configurations; the rule holds for these only. */
  readonly configurations?: readonly string[];
}
