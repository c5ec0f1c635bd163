import type { SessionStore } from '../series/sessionStore';
import type { Comparison } from '../shared/comparison';
import { METRICS, metricOf, type MetricName } from '../shared/metrics';
import type { SessionEvent } from '../shared/state';
import { formatText, quantityOf } from '../shared/units';
import { activePoints, type ActivePoints } from './activePoints';
import { compareRuns, type ComparedRun, type MetricComparison } from './compareRuns';
import { comparedQuantity, comparedTitle, meaningOf } from './comparisonText';

/** Lines of more points are averaged to so many. */
const MOST_POINTS = 400;

/** More charts than these are not drawn; what differs comes first. */
const MOST_CHARTS = 8;

/** A run that is to be compared. */
export interface NamedRun {
  readonly name: string;
  readonly startedAtMs: number;
  readonly events: readonly SessionEvent[];
  readonly store: SessionStore;
}

/**
 * Two or more runs against each other: a table with the first as what the others are compared with, and their lines one
 * over the other. With a mark they are aligned at it; a mark that one of them lacks is left aside. Empty of rows where they
 * have nothing in common.
 */
export function comparisonOf(runs: readonly NamedRun[], mark?: string): Comparison {
  const marks = commonMarks(runs);
  const isAtMark = mark !== undefined && marks.includes(mark);
  const aligned = runs.map(({ store, events }): ComparedRun => {
    const found = isAtMark ? events.find(({ kind, text }) => kind === 'mark' && text === mark) : undefined;
    return { store, ...(found === undefined ? {} : { fromMs: found.timeMs }) };
  });
  const [first, ...others] = aligned;
  const found = first === undefined ? [] : others.map((other) => compareRuns(first, other));
  return {
    runs: runs.map(({ name, startedAtMs }) => ({ name, startedAtMs })),
    marks: [...marks],
    ...(isAtMark ? { mark } : {}),
    rows: rowsOf(found),
    charts: chartsOf(aligned, found),
  };
}

/** What a comparison found, in one word; growth that differs is a difference too. */
export function verdictOf({ level, growth }: MetricComparison): 'more' | 'less' | 'same' | 'unknown' {
  if (level.kind === 'higher' || level.kind === 'lower') return level.kind === 'higher' ? 'more' : 'less';
  if (growth !== undefined) return growth.kind === 'growsFaster' ? 'more' : 'less';
  return level.kind === 'same' ? 'same' : 'unknown';
}

function commonMarks(runs: readonly NamedRun[]): readonly string[] {
  const [first = [], ...others] = runs.map(({ events }) => [
    ...new Set(events.flatMap(({ kind, text }) => (kind === 'mark' ? [text] : []))),
  ]);
  return first.filter((mark) => others.every((marks) => marks.includes(mark)));
}

function rowsOf(found: readonly (readonly MetricComparison[])[]): Comparison['rows'] {
  const all = found.flat();
  const different = all.filter((one) => ['more', 'less'].includes(verdictOf(one)));
  // What differs comes first, as it does among the charts.
  const titles = [...new Set([...different, ...all].map(comparedTitle))];
  return titles.flatMap((title) => {
    const ofRuns = found.map((one) => one.find((comparison) => comparedTitle(comparison) === title));
    const measured = ofRuns.find((one) => one !== undefined);
    if (measured === undefined) return [];
    const quantity = comparedQuantity(measured);
    const others = ofRuns.map((one) =>
      one === undefined
        ? ({ value: '', verdict: 'unknown', meaning: 'not measured' } as const)
        : { value: formatText(one.after.median, quantity), verdict: verdictOf(one), meaning: meaningOf(one) },
    );
    return [{ title, before: formatText(measured.before.median, quantity), others }];
  });
}

function chartsOf(runs: readonly ComparedRun[], found: readonly (readonly MetricComparison[])[]): Comparison['charts'] {
  const all = found.flat();
  const different = new Set(
    all.flatMap((one) => (['more', 'less'].includes(verdictOf(one)) && one.per === undefined ? [one.metric] : [])),
  );
  const compared = new Set(all.map(({ metric }) => metric));
  const drawn = METRICS.map(({ name }) => name).filter((name) => compared.has(name));
  const charted = drawn.filter((name) => metricOf(name).chart !== undefined && !different.has(name));
  return [...drawn.filter((name) => different.has(name)), ...charted].slice(0, MOST_CHARTS).map((metric) => ({
    title: metricOf(metric).title,
    quantity: quantityOf(metricOf(metric)),
    lines: runs.map((run) => lineOf(metric, run)),
  }));
}

function lineOf(metric: MetricName, { store, fromMs }: ComparedRun): Comparison['charts'][number]['lines'][number] {
  const points = activePoints(store.find({ metric, attributes: '' }), fromMs ?? -Infinity);
  const { timesMs, values } = averaged(points);
  return { times: Float64Array.from(timesMs), values: Float64Array.from(values) };
}

/** Means of neighbouring points, so that there are not too many. */
function averaged({ timesMs, values }: ActivePoints): ActivePoints {
  const size = Math.ceil(values.length / MOST_POINTS);
  if (size <= 1) return { timesMs, values };
  const means = (all: readonly number[]): readonly number[] =>
    Array.from({ length: Math.ceil(all.length / size) }, (_, i) => {
      const group = all.slice(i * size, (i + 1) * size);
      return group.reduce((sum, one) => sum + one, 0) / group.length;
    });
  return { timesMs: means(timesMs), values: means(values) };
}
