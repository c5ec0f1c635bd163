import { trendOf } from '../series/trend';

/** A window is thinned to so many values. */
const BINS = 24;

/** With fewer than this no growth is seen; a window that is not yet full is judged as far as it goes. */
const FEWEST_BINS = 8;

/** A rise must be by chance in less than one case of a hundred, and hardly ever step back. */
const SIGNIFICANT_Z = 2.33;
const STEADY_TAU = 0.7;

/** Less than this share of the value over the window is no growth that anybody should hear of. */
const LEAST_RISE = 0.05;

/** Where the last third rises with less than this share of the whole's slope, it is levelling off. */
const LEVELLING_OFF = 0.5;

/** A series that grows steadily. */
export interface Growth {
  /** How fast, in the series' unit per second. */
  readonly perSecond: number;
  /** Over how long it has been seen to, milliseconds; at most the window. */
  readonly spanMs: number;
}

/**
 * Sees whether the floor of a series grows steadily: a robust slope (Theil-Sen) with a test of significance
 * (Mann-Kendall) over the smallest values of short spans, so that what is given back after a peak does not count. A
 * start-up that levels off is no growth. Constant memory.
 */
export class GrowthDetector {
  private readonly binMs: number;
  private times: number[] = [];
  private floors: number[] = [];
  private bin: { readonly fromMs: number; floor: number } | undefined;
  private found: Growth | undefined;

  /** `windowMs`: how far back it looks. */
  constructor(private readonly windowMs: number) {
    this.binMs = windowMs / BINS;
  }

  /** Takes in a value; returns the growth as of the last span that is complete, undefined where there is none. */
  add(timeMs: number, value: number): Growth | undefined {
    if (this.bin !== undefined && timeMs - this.bin.fromMs >= this.binMs) {
      this.close(this.bin, timeMs);
      this.bin = undefined;
    }
    if (this.bin === undefined) this.bin = { fromMs: timeMs, floor: value };
    else this.bin.floor = Math.min(this.bin.floor, value);
    return this.found;
  }

  /** Leaves a stretch of time out, as if it had not been. */
  skip(milliseconds: number): void {
    this.times = this.times.map((timeMs) => timeMs + milliseconds);
    if (this.bin !== undefined) this.bin = { ...this.bin, fromMs: this.bin.fromMs + milliseconds };
  }

  /** Forgets everything. */
  clear(): void {
    this.times = [];
    this.floors = [];
    this.bin = undefined;
    this.found = undefined;
  }

  private close(bin: { readonly fromMs: number; readonly floor: number }, nowMs: number): void {
    this.times.push(bin.fromMs);
    this.floors.push(bin.floor);
    const old = this.times.findIndex((timeMs) => timeMs >= nowMs - this.windowMs - this.binMs);
    const surplus = Math.max(old < 0 ? this.times.length : old, this.times.length - BINS);
    this.times.splice(0, surplus);
    this.floors.splice(0, surplus);
    this.found = growthOf(this.times, this.floors);
  }
}

/** How much of a window must have passed before any growth can be seen in it, milliseconds. */
export function shortestSpanMs(windowMs: number): number {
  return (windowMs / BINS) * FEWEST_BINS;
}

/** The growth of floors over their times, epoch milliseconds; undefined where they do not grow, or are too few. */
function growthOf(times: readonly number[], floors: readonly number[]): Growth | undefined {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < FEWEST_BINS) return undefined;
  const seconds = times.map((timeMs) => (timeMs - first) / 1000);
  const trend = trendOf(seconds, floors);
  if (trend === undefined || trend.z < SIGNIFICANT_Z || trend.tau < STEADY_TAU || trend.slope <= 0) return undefined;
  const third = -Math.ceil(times.length / 3);
  const recent = trendOf(seconds.slice(third), floors.slice(third));
  if ((recent?.slope ?? 0) < LEVELLING_OFF * trend.slope) return undefined;
  const spanMs = last - first;
  const isLarge = (trend.slope * spanMs) / 1000 >= LEAST_RISE * Math.abs(floors[0] ?? 0);
  return isLarge ? { perSecond: trend.slope, spanMs } : undefined;
}
