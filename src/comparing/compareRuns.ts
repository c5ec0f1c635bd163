import type { SessionStore } from '../series/sessionStore';
import { statisticsOfValues } from '../series/statistics';
import { METRICS, type MetricName } from '../shared/metrics';
import type { Statistics } from '../shared/statistics';
import { activePoints, within } from './activePoints';
import { compareGrowth, type GrowthChange } from './compareGrowth';
import { compareLevel, type LevelTest, type TestedLevel } from './compareLevel';
import { rejectedByHolm } from './holm';

/** A difference that is claimed at all is by chance in at most one of so many comparisons of two runs. */
const SIGNIFICANCE = 0.01;

/**
 * What differs between two runs, metric by metric, in the order of the catalogue: of the whole tree, over the time that
 * both were active. A metric that one of them lacks, or that the table of statistics would not show, is left out, as is the address space; so the
 * list may be empty.
 *
 * Values are averaged until they are independent, then a rank test says whether they differ by more than two runs of the
 * same program may. All metrics of one comparison are accounted for together.
 */
export function compareRuns(before: ComparedRun, after: ComparedRun): readonly MetricComparison[] {
  const measured = METRICS.flatMap((metric) => {
    if (metric.inStatistics === false || CHANCE.has(metric.name)) return [];
    const compared = measure(metric.name, before, after);
    return compared === undefined ? [] : [compared];
  });
  const tested = measured.flatMap(({ level }) => (level.kind === 'tested' ? [level] : []));
  const different = new Set(rejectedByHolm(tested, SIGNIFICANCE));
  return measured.map(({ level, ...rest }) => ({ ...rest, level: verdictOf(level, different) }));
}

/** What a runtime reserves of the address space differs between two runs of one program, and costs nobody anything. */
const CHANCE: ReadonlySet<MetricName> = new Set(['process.memory.virtual']);

/** A run with its values, and from when on it is compared. */
export interface ComparedRun {
  readonly store: SessionStore;
  /** Aligns two runs elsewhere than at their start, as at a mark: what came before is left out. Epoch milliseconds. */
  readonly fromMs?: number;
}

/** One metric in two runs. */
export interface MetricComparison {
  readonly metric: MetricName;
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
  | { readonly kind: 'notEnoughData'; readonly independentValues: number; readonly needed: number };

type Measured = Omit<MetricComparison, 'level'> & { readonly level: LevelTest };

function measure(metric: MetricName, before: ComparedRun, after: ComparedRun): Measured | undefined {
  const all = [before, after].map(({ store, fromMs = -Infinity }) =>
    activePoints(store.find({ metric, attributes: '' }), fromMs),
  );
  // The longer one is cut: start-up and growth weigh differently in runs of different lengths.
  const spanMs = Math.min(...all.map(({ timesMs }) => timesMs.at(-1) ?? 0));
  const [first, second] = all.map((points) => within(points, spanMs));
  const firstStatistics = first && statisticsOfValues(Float64Array.from(first.values));
  const secondStatistics = second && statisticsOfValues(Float64Array.from(second.values));
  if (first === undefined || second === undefined) return undefined;
  if (firstStatistics === undefined || secondStatistics === undefined) return undefined;
  const growth = compareGrowth(metric, first, second);
  return {
    metric,
    spanMs,
    before: firstStatistics,
    after: secondStatistics,
    level: compareLevel(metric, first.values, second.values),
    ...(growth === undefined ? {} : { growth }),
  };
}

function verdictOf(level: LevelTest, different: ReadonlySet<LevelTest>): LevelVerdict {
  if (level.kind === 'notEnoughData') return level;
  if (!different.has(level) || level.isSlight) return { ...level, kind: 'same' };
  return { ...level, kind: level.shift > 0 ? 'higher' : 'lower' };
}
