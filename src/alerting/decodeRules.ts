import * as v from 'valibot';
import { PROFILE_KINDS } from '../shared/agentFrames';
import { AGGREGATES, OPERATORS, RULE_EVENTS, type AlertRuleSettings } from '../shared/alertRuleSettings';
import { isMetricName, METRICS } from '../shared/metrics';
import type { AlertRule } from './alertRule';
import { completeRule } from './completeRule';
import type { AmountContext } from './thresholdText';

/** What is wrong with one field of one rule, and what is allowed there. */
export interface RuleProblem {
  /** The rule's name, or its position (`#2`) where it has none. */
  readonly rule: string;
  readonly field: string;
  readonly message: string;
}

export interface DecodedRules {
  readonly rules: readonly AlertRule[];
  readonly problems: readonly RuleProblem[];
}

/**
 * The rules in force: the defaults, changed by entries of the same name, and what else is in the settings. An entry with
 * a mistake is left out, and so is a default that it would change: the other rules stay on. `given` is the value of the
 * setting, of any shape.
 */
export function decodeRules(
  given: unknown,
  defaults: readonly AlertRuleSettings[],
  context: AmountContext,
): DecodedRules {
  const problems: RuleProblem[] = [];
  const entries = new Map<string, AlertRuleSettings | undefined>(defaults.map((entry) => [entry.name, entry]));
  if (!Array.isArray(given)) {
    if (given !== undefined) problems.push({ rule: '', field: '', message: 'It must be a list of rules.' });
  } else {
    for (const [index, item] of given.entries()) {
      const decoded = decodeEntry(item, index);
      const name = nameOf(item, index);
      if ('problem' in decoded) problems.push(decoded.problem);
      entries.set(name, 'problem' in decoded ? undefined : { ...entries.get(name), ...decoded.entry });
    }
  }
  const rules: AlertRule[] = [];
  for (const entry of entries.values()) {
    if (entry === undefined) continue;
    const completed = completeRule(entry, context);
    if (completed.ok) rules.push(completed.rule);
    else problems.push(...completed.problems.map((problem) => ({ rule: entry.name, ...problem })));
  }
  return { rules, problems };
}

/** A rule that asks for more than this is a mistake: no series has as many attributes. */
const MOST_ATTRIBUTES = 16;

const attributes = v.pipe(
  v.record(v.string(), v.string()),
  v.check((given) => Object.keys(given).length > 0 && Object.keys(given).length <= MOST_ATTRIBUTES),
);

const amount = v.union([v.pipe(v.number(), v.finite()), v.string()]);

/** Each field with what it may be and how that is said; amounts are read later, when their metric is known. */
const FIELDS = {
  name: [v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)), 'a text of 1 to 100 characters'],
  metric: [v.pipe(v.string(), v.check(isMetricName)), `one of ${METRICS.map(({ name }) => name).join(', ')}`],
  attributes: [attributes, 'an object with texts, such as {"name": "queue_depth"}'],
  event: [v.picklist(RULE_EVENTS), `one of ${RULE_EVENTS.join(', ')}`],
  scope: [v.picklist(['tree', 'process']), 'tree or process'],
  aggregate: [v.picklist(AGGREGATES), `one of ${AGGREGATES.join(', ')}`],
  window: [amount, 'a number or a text'],
  operator: [v.picklist(OPERATORS), `one of ${OPERATORS.join(', ')}`],
  threshold: [amount, 'a number or a text'],
  exitThreshold: [amount, 'a number or a text'],
  critical: [amount, 'a number or a text'],
  for: [amount, 'a number or a text'],
  keepFiringFor: [amount, 'a number or a text'],
  cooldown: [amount, 'a number or a text'],
  severity: [v.picklist(['info', 'warning', 'critical']), 'info, warning or critical'],
  notify: [v.picklist(['toast', 'statusBar', 'off']), 'toast, statusBar or off'],
  capture: [v.picklist(PROFILE_KINDS), `one of ${PROFILE_KINDS.join(', ')}`],
  enabled: [v.boolean(), 'true or false'],
  configurations: [v.pipe(v.array(v.string()), v.maxLength(100)), 'a list of names of launch configurations'],
} as const satisfies Readonly<Record<keyof AlertRuleSettings, readonly [v.GenericSchema, string]>>;

const entrySchema = v.strictObject({
  name: FIELDS.name[0],
  metric: v.exactOptional(FIELDS.metric[0]),
  attributes: v.exactOptional(attributes),
  event: v.exactOptional(FIELDS.event[0]),
  scope: v.exactOptional(FIELDS.scope[0]),
  aggregate: v.exactOptional(FIELDS.aggregate[0]),
  window: v.exactOptional(amount),
  operator: v.exactOptional(FIELDS.operator[0]),
  threshold: v.exactOptional(amount),
  exitThreshold: v.exactOptional(amount),
  critical: v.exactOptional(amount),
  for: v.exactOptional(amount),
  keepFiringFor: v.exactOptional(amount),
  cooldown: v.exactOptional(amount),
  severity: v.exactOptional(FIELDS.severity[0]),
  notify: v.exactOptional(FIELDS.notify[0]),
  capture: v.exactOptional(FIELDS.capture[0]),
  enabled: v.exactOptional(v.boolean()),
  configurations: v.exactOptional(FIELDS.configurations[0]),
});

function decodeEntry(
  item: unknown,
  index: number,
): { readonly entry: AlertRuleSettings } | { readonly problem: RuleProblem } {
  const parsed = v.safeParse(entrySchema, item, { abortEarly: true });
  if (parsed.success) return { entry: parsed.output };
  const rule = nameOf(item, index);
  const field = v.getDotPath(parsed.issues[0])?.split('.')[0] ?? '';
  if (field === '') return { problem: { rule, field, message: 'It must be an object with a name.' } };
  const allowed = Object.hasOwn(FIELDS, field) ? FIELDS[field as keyof typeof FIELDS][1] : undefined;
  const message =
    allowed === undefined
      ? `There is no field "${field}"; there are: ${Object.keys(FIELDS).join(', ')}.`
      : `"${field}" must be ${allowed}.`;
  return { problem: { rule, field, message } };
}

function nameOf(item: unknown, index: number): string {
  const hasName = typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string';
  const name = hasName ? (item.name as string).trim() : '';
  return name === '' ? `#${index + 1}` : name;
}
