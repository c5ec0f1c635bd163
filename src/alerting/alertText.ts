import { isToldByName } from '../shared/toldByName';
import { attributesLabel } from '../shared/attributesLabel';
import { metricOf, type MetricName } from '../shared/metrics';
import type { Attributes } from '../shared/sample';
import { formatDuration, formatText, type Quantity } from '../shared/units';
import { judgedQuantity, type ThresholdRule } from './alertRule';

/** What an alert about a limit says: who, what, value, limit, how long. */
export interface BrokenLimit {
  /** Whom it is about: `api (pid 812)`, or the session's name for the whole tree. */
  readonly subject: string;
  readonly rule: ThresholdRule;
  /** The series that is judged; absent for that without attributes. */
  readonly attributes?: Attributes;
  readonly value: number;
  /** The limit that counts: the critical one once the alert is critical. */
  readonly threshold: number;
  readonly heldMs: number;
  /** The metric's own last value, where it differs from what the rule judges. */
  readonly level?: number;
  /** The memory that the program may use, bytes; absent where it is not known or not what the rule is about. */
  readonly memoryLimitBytes?: number;
}

/**
 * An alert in one sentence: `api (pid 812): memory 1.2 GB, limit 1 GB, for 30 s`, of a slope
 * `api: memory grows 1.8 MB/min for 12 min 04 s, limit in about 40 min`.
 */
export function alertText(broken: BrokenLimit): string {
  const { subject, rule, value, threshold, heldMs } = broken;
  const what = judgedThing(broken);
  const duration = formatDuration(heldMs);
  const quantity = judgedQuantity(rule.metric, rule.aggregate);
  if (rule.aggregate === 'slope' && value > 0) {
    return `${subject}: ${what} ${isPlural(broken) ? 'grow' : 'grows'} ${perMinute(value, quantity)} for ${duration}${limitText(broken)}`;
  }
  const statistic = rule.aggregate === 'last' ? '' : ` (${rule.aggregate})`;
  const limit = formatText(threshold, quantity);
  return `${subject}: ${what}${statistic} ${formatText(value, quantity)}, limit ${limit}, for ${duration}`;
}

/** A title within a sentence: `memory`, but `CPU`. */
export function inSentence(title: string): string {
  return /^[A-Z](?![A-Z/])/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** A value of a metric as text, as it is shown. */
export function valueText(metric: MetricName, value: number): string {
  return formatText(value, judgedQuantity(metric, 'last'));
}

/** What the program itself named goes by its name; of any other metric attributes tell the part. */
function judgedThing({ rule: { metric }, attributes }: BrokenLimit): string {
  const title = inSentence(metricOf(metric).title);
  if (attributes === undefined) return title;
  const label = attributesLabel(attributes);
  return isToldByName(metric) ? label : `${title} ${label}`;
}

function isPlural({ rule, attributes }: BrokenLimit): boolean {
  return attributes === undefined && metricOf(rule.metric).title.endsWith('s');
}

function perMinute(perSecond: number, quantity: Quantity): string {
  if (quantity === 'bytesPerSecond') return `${formatText(perSecond * 60, 'bytes')}/min`;
  return `by ${formatText(perSecond * 60, 'count')} a minute`;
}

/** Later than this, a limit is too far away to be worth a word. */
const FAR_MS = 86_400_000;

function limitText({ rule, value, level, memoryLimitBytes }: BrokenLimit): string {
  if (rule.metric !== 'process.memory.usage' || level === undefined || memoryLimitBytes === undefined) return '';
  const leftMs = ((memoryLimitBytes - level) / value) * 1000;
  if (!(leftMs > 0) || leftMs > FAR_MS) return '';
  return `, limit in about ${roughDuration(leftMs)}`;
}

/** One unit is precise enough for a guess. */
function roughDuration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
