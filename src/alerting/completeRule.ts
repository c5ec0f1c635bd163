import type { AlertRuleSettings, Amount } from '../shared/alertRuleSettings';
import { isToldByName } from '../shared/toldByName';
import { isMetricName } from '../shared/metrics';
import type { Quantity } from '../shared/units';
import { isBack, judgedQuantity, type AlertRule, type EventRule, type ThresholdRule } from './alertRule';
import { parseAmount, type AmountContext } from './thresholdText';

/** A field that does not go with the others, and why. */
export interface FieldProblem {
  readonly field: keyof AlertRuleSettings;
  readonly message: string;
}

export type CompletedRule =
  { readonly ok: true; readonly rule: AlertRule } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What a rule has where its settings are silent, milliseconds. */
const FOR_MS = 10_000;
const KEEP_FIRING_FOR_MS = 30_000;
const COOLDOWN_MS = 300_000;
const WINDOW_MS = 60_000;

/** The exit threshold as a share of the threshold. */
const EXIT_SHARE = 0.9;

/** No window and no length of time is longer. */
const LONGEST_MS = 3_600_000;

/** A rule with all defaults filled in and all amounts in base units, or what is wrong with it. */
export function completeRule(entry: AlertRuleSettings, context: AmountContext): CompletedRule {
  const reader = new FieldReader(entry, context);
  const base = {
    name: entry.name,
    severity: entry.severity ?? 'warning',
    notify: entry.notify ?? 'toast',
    enabled: entry.enabled ?? true,
    cooldownMs: reader.milliseconds('cooldown', COOLDOWN_MS),
    ...(entry.configurations === undefined ? {} : { configurations: entry.configurations }),
  } as const;
  const rule =
    entry.event === undefined ? thresholdRule(entry, base, reader) : eventRule(entry.event, entry, base, reader);
  const [problem] = reader.problems;
  return problem === undefined && rule !== undefined ? { ok: true, rule } : { ok: false, problems: reader.problems };
}

type Base = Pick<AlertRule, 'name' | 'severity' | 'notify' | 'enabled' | 'cooldownMs' | 'configurations'>;

function eventRule(event: EventRule['event'], entry: AlertRuleSettings, base: Base, reader: FieldReader): EventRule {
  if (entry.metric !== undefined) reader.refuse('metric', '"metric" does not go with "event": a rule has one of them.');
  // What has crashed or no longer answers can be asked for nothing.
  if (entry.capture !== undefined) reader.refuse('capture', '"capture" goes with "metric" only.');
  if (entry.attributes !== undefined) reader.refuse('attributes', '"attributes" goes with "metric" only.');
  return { kind: 'event', event, ...base };
}

function thresholdRule(entry: AlertRuleSettings, base: Base, reader: FieldReader): ThresholdRule | undefined {
  const { metric, scope = 'tree', aggregate = 'last', operator = '>=' } = entry;
  if (metric === undefined || !isMetricName(metric)) {
    reader.refuse('metric', '"metric" or "event" must be there: what the rule is about.');
    return undefined;
  }
  if (isToldByName(metric) && entry.attributes?.name === undefined) {
    reader.refuse('attributes', `"attributes" must name the series of ${metric}: {"name": "queue_depth"}.`);
  }
  const quantity = judgedQuantity(metric, aggregate);
  if (entry.threshold === undefined) reader.refuse('threshold', '"threshold" must be there: the limit.');
  const threshold = reader.amount('threshold', quantity) ?? 0;
  const critical = reader.amount('critical', quantity);
  const isUpper = operator === '>' || operator === '>=';
  const exitThreshold = reader.amount('exitThreshold', quantity) ?? defaultExit(threshold, isUpper);
  const side = isUpper ? 'below' : 'above';
  if (isBack(threshold, operator, exitThreshold)) {
    reader.refuse('exitThreshold', `"exitThreshold" must not lie ${isUpper ? 'above' : 'below'} "threshold".`);
  }
  if (critical !== undefined && isBack(critical, operator, threshold)) {
    reader.refuse('critical', `"critical" must not lie ${side} "threshold".`);
  }
  return {
    kind: 'threshold',
    ...base,
    metric,
    ...(entry.attributes === undefined ? {} : { attributes: entry.attributes }),
    scope,
    aggregate,
    operator,
    threshold,
    exitThreshold,
    ...(critical === undefined ? {} : { critical }),
    ...(entry.capture === undefined ? {} : { capture: entry.capture }),
    windowMs: reader.milliseconds('window', WINDOW_MS),
    forMs: reader.milliseconds('for', FOR_MS),
    keepFiringForMs: reader.milliseconds('keepFiringFor', KEEP_FIRING_FOR_MS),
  };
}

/** On the good side of the threshold, whatever its sign. */
function defaultExit(threshold: number, isUpper: boolean): number {
  const gap = Math.abs(threshold) * (1 - EXIT_SHARE);
  return isUpper ? threshold - gap : threshold + gap;
}

/** Reads the amounts of one rule and collects what is wrong with them. */
class FieldReader {
  readonly problems: FieldProblem[] = [];

  constructor(
    private readonly entry: AlertRuleSettings,
    private readonly context: AmountContext,
  ) {}

  refuse(field: FieldProblem['field'], message: string): void {
    this.problems.push({ field, message });
  }

  /** An amount in its base unit; undefined where it is not given or cannot be read. */
  amount(field: 'threshold' | 'exitThreshold' | 'critical', quantity: Quantity): number | undefined {
    const given = this.entry[field];
    return given === undefined ? undefined : this.read(field, given, quantity);
  }

  /** A length of time from 0 to an hour. */
  milliseconds(field: 'window' | 'for' | 'keepFiringFor' | 'cooldown', fallbackMs: number): number {
    const given = this.entry[field];
    const seconds = given === undefined ? undefined : this.read(field, given, 'seconds');
    if (seconds === undefined) return fallbackMs;
    if (seconds < 0 || seconds * 1000 > LONGEST_MS) this.refuse(field, `"${field}" must be from 0 s to 1 h.`);
    return seconds * 1000;
  }

  private read(field: FieldProblem['field'], given: Amount, quantity: Quantity): number | undefined {
    const parsed = parseAmount(given, quantity, this.context);
    if (parsed.ok) return parsed.value;
    this.refuse(field, `"${field}" is ${JSON.stringify(given)}, but must be ${parsed.allowed}.`);
    return undefined;
  }
}
