import { statisticsOf } from '../series/statistics';
import { METRICS, type Metric } from '../shared/metrics';
import type { StatisticsRow } from '../shared/protocol';
import type { TimeRange, View } from '../shared/view';
import type { MonitorHub } from './monitorHub';

/** Statistics of the span in view are computed anew no more often than this, those of the whole run even less. */
const SPAN_EVERY_MS = 2_000;
const RUN_EVERY_MS = 10_000;

const IN_STATISTICS: readonly Metric[] = METRICS.filter(({ inStatistics }) => inStatistics !== false);

/** The figures of one view: over the span that it shows and over the whole run. */
export class ViewStatistics {
  private current: readonly StatisticsRow[] = [];
  private spanAtMs = -Infinity;
  private runAtMs = -Infinity;
  /** The end of the session for which they were computed; undefined while it lived. */
  private ofEndMs: number | undefined;

  constructor(private readonly hub: MonitorHub) {}

  /** As they were computed last, in the order of the catalogue; empty before. */
  get rows(): readonly StatisticsRow[] {
    return this.current;
  }

  /** Computes what is due; returns whether anything was. `endedAtMs` is the end of the session, once it has ended. */
  refresh(view: View, span: TimeRange, nowMs: number, endedAtMs: number | undefined): boolean {
    // When a session ends, nothing new comes that would make them due.
    const hasEnded = endedAtMs !== this.ofEndMs;
    this.ofEndMs = endedAtMs;
    if (!hasEnded && nowMs - this.spanAtMs < SPAN_EVERY_MS) return false;
    const isRunDue = hasEnded || nowMs - this.runAtMs >= RUN_EVERY_MS;
    this.spanAtMs = nowMs;
    if (isRunDue) this.runAtMs = nowMs;
    const isWhole = view.range === undefined && view.window === 'all';
    const before = new Map(this.current.map((row) => [row.metric, row.run]));
    const process = view.process === undefined ? {} : { process: view.process };
    this.current = IN_STATISTICS.flatMap(({ name: metric, inStatistics }) => {
      const series = this.hub.series(view.sessionId, { ...process, metric });
      if (series === undefined) return [];
      const run = isRunDue ? statisticsOf(series, -Infinity, nowMs) : before.get(metric);
      // Of a day of values, figures take too long to be computed twice.
      const window = isWhole && isRunDue ? run : statisticsOf(series, span.fromMs, span.toMs);
      if (inStatistics === 'whenCounted' && (run?.sum ?? 0) === 0) return [];
      return [{ metric, ...(window === undefined ? {} : { window }), ...(run === undefined ? {} : { run }) }];
    });
    return true;
  }
}
