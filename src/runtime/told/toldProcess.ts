import type { Reading } from '../../shared/sample';
import type { NamedSeries } from '../namedSeries';
import { SmoothCounters } from '../smoothCounters';
import { HeldValues } from './heldValues';
import { RunningCounts } from './runningCounts';
import { fittingSeries } from './fittingSeries';
import { labelled } from './labelled';
import type { Told } from './toldSeries';

/** Before the second time that something is told, this is taken for the time between two. */
const FIRST_STEP_MS = 1_000;

/** Counters are read no further behind the clock than this: what is told still more seldom comes in steps. */
const MOST_BEHIND_MS = 12_000;

/** What one process tells by its own means, made into readings of the catalogue's metrics for applications. */
export class ToldProcess {
  private readonly counters = new SmoothCounters();
  private readonly counts = new RunningCounts();
  private readonly held = new HeldValues();
  private lastMs: number | undefined;
  private stepMs = FIRST_STEP_MS;

  /** `names` are the series that there may be in the window. */
  constructor(private readonly names: NamedSeries) {}

  /**
   * Takes in what was told at a moment, epoch milliseconds, which rises. What counters had come to when they were first told
   * is where they begin: nobody knows when that was. A counter that appears later began at zero.
   */
  takeIn(told: Told, timeMs: number): void {
    const fromMs = this.lastMs ?? timeMs - FIRST_STEP_MS;
    if (this.lastMs !== undefined) this.stepMs = Math.max(1, timeMs - this.lastMs);
    this.lastMs = timeMs;
    const { series, dropped } = fittingSeries(told.series, this.names);
    const grown = this.counts.take(series);
    const readings = grown.map(({ series: one, increase }): Reading => ({
      metric: 'app.count',
      ...labelled(one),
      value: increase,
    }));
    const left = told.dropped + dropped;
    const drops: readonly Reading[] =
      left === 0 ? [] : [{ metric: 'process_monitor.agent.dropped', attributes: '', value: left }];
    if (timeMs > fromMs) this.counters.add(fromMs, timeMs, [...readings, ...drops]);
    this.held.takeIn(series, grown, timeMs);
  }

  /** All readings as they are now; gauges and distributions only while they are told. */
  readings(nowMs: number): readonly Reading[] {
    if (this.lastMs === undefined) return [];
    const behindMs = Math.min(1.2 * this.stepMs, MOST_BEHIND_MS);
    return [...this.counters.readAt(nowMs, behindMs), ...this.held.readAt(nowMs, 2.5 * this.stepMs)];
  }
}
