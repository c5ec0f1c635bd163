import type { SessionStore } from '../series/sessionStore';
import { statisticsOfValues } from '../series/statistics';
import { METRICS, metricOf, type MetricName } from '../shared/metrics';
import type { Statistics } from '../shared/statistics';
import { activePoints, within } from './activePoints';
import { compareGrowth, type GrowthChange } from './compareGrowth';
import { compareLevel, type LevelTest, type TestedLevel } from './compareLevel';
import { heldUpOf, type HeldUp } from './heldUp';
import { rejectedByHolm } from './holm';
import { valuesNeededFor } from './rankTest';
import { marginsOf, workMargins } from './margins';
import { commonWork, cpuPerUnit, type WorkUnit } from './workUnits';

/**
 * In at most so many comparisons of two runs chance makes any difference that is claimed: in as many because of what work
 * costs as because of all metrics together. The first is what a change to a program is about, and there are fewer values.
 */
const SIGNIFICANCE = { work: 0.005, metrics: 0.005 } as const;

/** For more metrics than this there are not enough values in the shortest of runs. */
const MOST_METRICS = 30;

/**
 * What differs between two runs: what their common units of work cost, then metric by metric in the order of the
 * catalogue, of the whole tree, over the time that both were active. A metric that one of them lacks, or that the table of
 * statistics would not show, is left out, as is what chance or the machine decides; so the list may be empty.
 *
 * Values are averaged until they are independent, then a rank test says whether they differ by more than two runs of the
 * same program may. All metrics of one comparison are accounted for together, and so is all work.
 */
export function compareRuns(before: ComparedRun, after: ComparedRun): readonly MetricComparison[] {
  const heldUp = [before, after].map(({ store, fromMs }) => heldUpOf(store, fromMs ?? -Infinity));
  const waits = heldUp as [HeldUp, HeldUp];
  const units = commonWork(before.store, after.store);
  const needed = valuesNeededFor(SIGNIFICANCE.work / units.length);
  const work = units.flatMap((unit) => measureWork(unit, before, after, needed) ?? []);
  const metrics = METRICS.flatMap(({ name }) => measure(name, before, after, waits) ?? []);
  return [...judged(work, SIGNIFICANCE.work), ...judged(metrics, SIGNIFICANCE.metrics)];
}

/** A run with its values, and from when on it is compared. */
export interface ComparedRun {
  readonly store: SessionStore;
  /** Aligns two runs elsewhere than at their start, as at a mark: what came before is left out. Epoch milliseconds. */
  readonly fromMs?: number;
}

/** One metric in two runs. */
export interface MetricComparison {
  readonly metric: MetricName;
  /** The unit of work for which the metric is told, as `request`: the values are what one of it cost. */
  readonly per?: string;
  /** Over the time that both were active, milliseconds: so much of each is compared. */
  readonly spanMs: number;
  readonly before: Statistics;
  readonly after: Statistics;
  readonly level: LevelVerdict;
  /** Absent where the two do not grow differently. */
  readonly growth?: GrowthChange;
}

export type LevelVerdict =
  /** More than noise, and more than two runs of the same program differ. */
  | ({ readonly kind: 'higher' | 'lower' } & TestedLevel)
  /** No difference that could be told from noise. */
  | ({ readonly kind: 'same' } & TestedLevel)
  /** Too few independent values for any answer. */
  | { readonly kind: 'notEnoughData'; readonly independentValues: number; readonly needed: number }
  | TooHeldUp;

/** The machine was too busy: of the processor time that one of the runs wanted, it did not get this share, 0 to 1. */
export interface TooHeldUp {
  readonly kind: 'heldUp';
  readonly share: number;
}

type Measured = Omit<MetricComparison, 'level'> & { readonly level: LevelTest | TooHeldUp };

/** What chance decides, as what a runtime reserves of the address space; or the machine, as how long a program waits. */
const NOT_THE_PROGRAM: ReadonlySet<MetricName> = new Set(['process.memory.virtual', 'process.cpu.wait_time']);

const NEEDED_VALUES = valuesNeededFor(SIGNIFICANCE.metrics / MOST_METRICS);

/** A gauge that tells a share of time, like a rate. */
const SHARE_OF_TIME: MetricName = 'nodejs.eventloop.utilization';

function measure(
  metric: MetricName,
  before: ComparedRun,
  after: ComparedRun,
  heldUp: readonly [HeldUp, HeldUp],
): Measured | undefined {
  const { inStatistics, instrument, unit, suffersFromStarvation } = metricOf(metric);
  if (inStatistics === false || NOT_THE_PROGRAM.has(metric)) return undefined;
  const all = [before, after].map(({ store, fromMs = -Infinity }) =>
    activePoints(store.find({ metric, attributes: '' }), fromMs),
  );
  // The longer one is cut: start-up and growth weigh differently in runs of different lengths.
  const spanMs = Math.min(...all.map(({ timesMs }) => timesMs.at(-1) ?? 0));
  const [first, second] = all.map((points) => within(points, spanMs));
  const statistics = statisticsOfBoth(first?.values, second?.values);
  if (first === undefined || second === undefined || statistics === undefined) return undefined;
  const share = Math.max(...heldUp.map((one) => one.share));
  const growth = compareGrowth(metric, first, second, share);
  const isAboutTime = instrument === 'counter' || unit === 's' || suffersFromStarvation === true;
  const isTooHeldUp = (isAboutTime || metric === SHARE_OF_TIME) && heldUp.some(({ isTooMuch }) => isTooMuch);
  return {
    metric,
    spanMs,
    ...statistics,
    level: isTooHeldUp
      ? { kind: 'heldUp', share }
      : compareLevel(first.values, second.values, (median) => marginsOf(metric, median, heldUp), NEEDED_VALUES),
    ...(growth === undefined || isTooHeldUp ? {} : { growth }),
  };
}

function measureWork(unit: WorkUnit, before: ComparedRun, after: ComparedRun, needed: number): Measured | undefined {
  const [first, second] = [before, after].map(({ store, fromMs }) => cpuPerUnit(store, unit, fromMs ?? -Infinity));
  const statistics = statisticsOfBoth(first, second);
  if (first === undefined || second === undefined || statistics === undefined) return undefined;
  return {
    metric: 'process.cpu.time',
    per: unit.name,
    spanMs: 0,
    ...statistics,
    level: compareLevel(first, second, workMargins, needed),
  };
}

function statisticsOfBoth(
  first: readonly number[] = [],
  second: readonly number[] = [],
): { readonly before: Statistics; readonly after: Statistics } | undefined {
  const before = statisticsOfValues(Float64Array.from(first));
  const after = statisticsOfValues(Float64Array.from(second));
  return before === undefined || after === undefined ? undefined : { before, after };
}

function judged(measured: readonly Measured[], significance: number): readonly MetricComparison[] {
  const tested = measured.flatMap(({ level }) => (level.kind === 'tested' ? [level] : []));
  const different = new Set<LevelTest | TooHeldUp>(rejectedByHolm(tested, significance));
  return measured.map(({ level, ...rest }) => ({ ...rest, level: verdictOf(level, different) }));
}

function verdictOf(level: LevelTest | TooHeldUp, different: ReadonlySet<LevelTest | TooHeldUp>): LevelVerdict {
  if (level.kind !== 'tested') return level;
  if (!different.has(level) || level.isSlight) return { ...level, kind: 'same' };
  return { ...level, kind: level.shift > 0 ? 'higher' : 'lower' };
}
