import { WeightedValues } from '../series/weightedValues';
import type { StepCost } from './stepCost';

/** Where a debugger stopped: a file as the debugger names it, and a line from 1. */
export interface StopPlace {
  readonly path: string;
  readonly line: number;
}

/** What it took to come to one place, over the times that it was reached. */
export interface PlaceHistory {
  readonly count: number;
  readonly elapsedMs: Figures;
  /** Absent where it was never known. */
  readonly cpuSeconds?: Figures;
}

export interface Figures {
  readonly mean: number;
  readonly p95: number;
}

const MOST_PLACES = 500;
const MOST_VISITS = 1_000;

/** Remembers for each place what came before each stop there: of 500 places the last 1,000 stops each. */
export class StopHistory {
  private readonly places = new Map<string, StepCost[]>();

  /** Takes in one more stop; returns all that is known of the place. */
  add({ path, line }: StopPlace, cost: StepCost): PlaceHistory {
    const key = `${line} ${path}`;
    const costs = this.places.get(key) ?? [];
    // Set anew, the place is the last to be forgotten.
    this.places.delete(key);
    this.places.set(key, costs);
    costs.push(cost);
    if (costs.length > MOST_VISITS) costs.shift();
    const [oldest] = this.places.keys();
    if (this.places.size > MOST_PLACES && oldest !== undefined) this.places.delete(oldest);
    const cpuSeconds = figuresOf(costs.flatMap((one) => one.cpuSeconds ?? []));
    const elapsedMs = figuresOf(costs.map((one) => one.elapsedMs)) ?? { mean: cost.elapsedMs, p95: cost.elapsedMs };
    return { count: costs.length, elapsedMs, ...(cpuSeconds === undefined ? {} : { cpuSeconds }) };
  }
}

function figuresOf(values: readonly number[]): Figures | undefined {
  const weighted = new WeightedValues();
  for (const value of values) weighted.add(value, 1);
  const [p95] = weighted.quantiles([0.95]);
  return p95 === undefined ? undefined : { mean: values.reduce((sum, value) => sum + value, 0) / values.length, p95 };
}
