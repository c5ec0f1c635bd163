import { GrowthDetector } from '../detection/growth';
import { WeightedValues } from '../series/weightedValues';
import type { Aggregate } from '../shared/alertRuleSettings';

/** Turns the values of a sliding window into the one that a rule judges. */
export interface WindowAggregate {
  /** Takes in a value and returns the aggregate; undefined while the window does not allow one yet. */
  add(timeMs: number, value: number): number | undefined;
  /** Leaves a stretch of time out, as if it had not been. */
  skip(milliseconds: number): void;
  /** Forgets everything. */
  clear(): void;
}

/** A window holds no more than this many values; with more, the oldest go first. */
const MOST_VALUES = 36_000;

/**
 * An aggregate over the last `windowMs`. `rate` is the change per second from the oldest to the newest value (of a
 * counter, whose values are rates already, their mean); `slope` is a robust one that counts only when it is significant,
 * and 0 where there is no steady growth. `last` needs no window.
 */
export function createAggregate(kind: Aggregate, windowMs: number, isCounter: boolean): WindowAggregate {
  switch (kind) {
    case 'last':
      return LAST;
    case 'slope':
      return new Slope(windowMs);
    case 'rate':
      return new ValueWindow(windowMs, isCounter ? meanOf : rateOf);
    case 'mean':
      return new ValueWindow(windowMs, meanOf);
    case 'max':
      return new ValueWindow(windowMs, ({ values }) => values.reduce((a, b) => Math.max(a, b), -Infinity));
    case 'min':
      return new ValueWindow(windowMs, ({ values }) => values.reduce((a, b) => Math.min(a, b), Infinity));
    case 'p95':
      return new ValueWindow(windowMs, (points) => quantileOf(points, 0.95));
    case 'p99':
      return new ValueWindow(windowMs, (points) => quantileOf(points, 0.99));
  }
}

const LAST: WindowAggregate = {
  add: (_, value) => value,
  skip: () => undefined,
  clear: () => undefined,
};

class Slope implements WindowAggregate {
  private readonly growth: GrowthDetector;

  constructor(windowMs: number) {
    this.growth = new GrowthDetector(windowMs);
  }

  add(timeMs: number, value: number): number {
    return this.growth.add(timeMs, value)?.perSecond ?? 0;
  }

  skip(milliseconds: number): void {
    this.growth.skip(milliseconds);
  }

  clear(): void {
    this.growth.clear();
  }
}

/** The points of a window, oldest first; never empty. */
interface Points {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

class ValueWindow implements WindowAggregate {
  private times: number[] = [];
  private values: number[] = [];

  constructor(
    private readonly windowMs: number,
    private readonly combine: (points: Points) => number | undefined,
  ) {}

  add(timeMs: number, value: number): number | undefined {
    this.times.push(timeMs);
    this.values.push(value);
    const outside = this.times.findIndex((time) => time > timeMs - this.windowMs);
    // The newest value always counts, even in a window of no length.
    const surplus = Math.min(Math.max(outside, this.times.length - MOST_VALUES), this.times.length - 1);
    if (surplus > 0) {
      this.times.splice(0, surplus);
      this.values.splice(0, surplus);
    }
    return this.combine({ times: this.times, values: this.values });
  }

  skip(milliseconds: number): void {
    this.times = this.times.map((timeMs) => timeMs + milliseconds);
  }

  clear(): void {
    this.times = [];
    this.values = [];
  }
}

function meanOf({ values }: Points): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rateOf({ times, values }: Points): number | undefined {
  const seconds = ((times.at(-1) ?? NaN) - (times[0] ?? NaN)) / 1000;
  return seconds > 0 ? ((values.at(-1) ?? NaN) - (values[0] ?? NaN)) / seconds : undefined;
}

function quantileOf({ values }: Points, probability: number): number | undefined {
  const weighted = new WeightedValues();
  for (const value of values) weighted.add(value, 1);
  return weighted.quantiles([probability])[0];
}
