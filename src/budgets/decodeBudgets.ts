import * as v from 'valibot';
import { parseAmount } from '../alerting/thresholdText';
import { isMetricName, metricOf } from '../shared/metrics';
import { quantityOf } from '../shared/units';
import { BUDGET_AGGREGATES, type Budget } from './parseBudget';

/** What is wrong with a budget, and what is allowed there. */
export interface BudgetProblem {
  /** The launch configuration; empty for the whole setting. */
  readonly name: string;
  /** In sentences for people, with the budget's place and the field. */
  readonly message: string;
}

export interface DecodedBudgets {
  readonly budgets: ReadonlyMap<string, readonly Budget[]>;
  readonly problems: readonly BudgetProblem[];
}

/**
 * The budgets by the name of their launch configuration. One with a mistake is left out, the others stay. `given` is the
 * value of the setting, of any shape.
 */
export function decodeBudgets(given: unknown): DecodedBudgets {
  const entries = v.safeParse(setting, given ?? {});
  if (!entries.success || Array.isArray(given)) {
    const message = 'It must be an object with names of launch configurations.';
    return { budgets: new Map(), problems: [{ name: '', message }] };
  }
  const budgets = new Map<string, readonly Budget[]>();
  const problems: BudgetProblem[] = [];
  for (const [name, items] of Object.entries(entries.output)) {
    if (!Array.isArray(items)) {
      problems.push({ name, message: 'It must be a list of budgets.' });
      continue;
    }
    const decoded = items.map((item: unknown, index) => decodeBudget(item, index));
    problems.push(...decoded.flatMap((one) => (typeof one === 'string' ? [{ name, message: one }] : [])));
    budgets.set(
      name,
      decoded.filter((one) => typeof one !== 'string'),
    );
  }
  return { budgets, problems };
}

const setting = v.record(v.string(), v.unknown());

/** Each field with what it may be and how that is said; a limit is read once its metric is known. */
const FIELDS = {
  metric: [v.pipe(v.string(), v.check(isMetricName)), 'a metric such as "process.memory.usage"; the README lists all'],
  aggregate: [v.picklist(BUDGET_AGGREGATES), `one of ${BUDGET_AGGREGATES.join(', ')}`],
  limit: [v.union([v.pipe(v.number(), v.finite()), v.string()]), 'a number or a text such as "300 MB"'],
} as const satisfies Readonly<Record<keyof Budget, readonly [v.GenericSchema, string]>>;

const entry = v.strictObject({
  metric: FIELDS.metric[0],
  aggregate: v.optional(FIELDS.aggregate[0], 'max'),
  limit: FIELDS.limit[0],
});

/** The budget, or what is wrong with it. */
function decodeBudget(item: unknown, index: number): Budget | string {
  const place = `Budget ${index + 1} is off.`;
  const parsed = v.safeParse(entry, item, { abortEarly: true });
  if (!parsed.success) return `${place} ${problemOf(v.getDotPath(parsed.issues[0]))}`;
  const { metric, aggregate, limit } = parsed.output;
  // The schema has asked already.
  if (!isMetricName(metric)) return place;
  const amount = parseAmount(limit, quantityOf(metricOf(metric)));
  return amount.ok ? { metric, aggregate, limit: amount.value } : `${place} "limit" must be ${amount.allowed}.`;
}

function problemOf(field: string | null): string {
  const names = Object.keys(FIELDS).join(', ');
  if (field === null) return `It must be an object with the fields ${names}.`;
  if (!Object.hasOwn(FIELDS, field)) return `There is no field "${field}"; there are: ${names}.`;
  return `"${field}" must be ${FIELDS[field as keyof typeof FIELDS][1]}.`;
}
