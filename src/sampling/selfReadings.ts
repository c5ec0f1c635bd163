import type { MetricName } from '../shared/metrics';
import type { Reading } from '../shared/sample';

/** The monitor's readings about itself after a tick, in base units. What is not known is left out. */
export function selfReadings(facts: TickFacts): Reading[] {
  const readings: Reading[] = [];
  const add = (metric: MetricName, value: number | undefined): void => {
    if (value !== undefined) readings.push({ metric, attributes: '', value });
  };
  add('process_monitor.cpu.time', facts.cpuSeconds);
  add('process_monitor.eventloop.delay', facts.lateMs / 1000);
  add('process_monitor.round.duration', facts.durationMs === undefined ? undefined : facts.durationMs / 1000);
  add('process_monitor.round.last_success', facts.lastRoundMs === undefined ? undefined : facts.lastRoundMs / 1000);
  add('process_monitor.rounds.skipped', facts.skippedRounds);
  add('process_monitor.samples.dropped', facts.droppedSamples);
  return readings;
}

export interface TickFacts {
  /** CPU time of all rounds so far. */
  readonly cpuSeconds: number;
  /** How much later than planned the tick began. */
  readonly lateMs: number;
  /** From the start of the round to its last value; absent if it failed. */
  readonly durationMs: number | undefined;
  /** When a round last succeeded, epoch milliseconds; absent before the first. */
  readonly lastRoundMs: number | undefined;
  readonly skippedRounds: number;
  readonly droppedSamples: number;
}
