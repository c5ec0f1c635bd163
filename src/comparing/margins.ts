import { metricOf, type MetricName } from '../shared/metrics';
import { quantityOf, type Quantity } from '../shared/units';
import type { HeldUp } from './heldUp';

/** By how much the later run has to lie higher, or lower, for it to count: both above 0, in the values' unit. */
export interface Margins {
  readonly up: number;
  readonly down: number;
}

/**
 * The differences within which two runs of the same program may lie. What a counter tells per second is lower by up to the
 * share of the time that the machine let the program wait, and that is no difference of the program.
 */
export function marginsOf(metric: MetricName, before: number, heldUp: readonly [HeldUp, HeldUp]): Margins {
  const level = Math.abs(before);
  const isRate = metricOf(metric).instrument === 'counter';
  const [gotBefore, gotAfter] = heldUp.map(({ share }) => (isRate ? 1 - share : 1)) as [number, number];
  const tolerance = TOLERANCES[metric] ?? RUN_TO_RUN;
  const least = LEAST_DIFFERENCE[quantityOf(metricOf(metric))];
  return {
    up: Math.max(least, level * ((1 + tolerance) / gotBefore - 1)),
    down: Math.max(least, level * (1 - (1 - tolerance) * gotAfter)),
  };
}

/** The margins of what one unit of work costs: of no amount, however small, can it be said that nobody cares for it. */
export function workMargins(before: number): Margins {
  return { up: RUN_TO_RUN * before, down: RUN_TO_RUN * before };
}

/** Two runs of the same program may differ by this share of the value: memory layout, caches, what else the machine did. */
const RUN_TO_RUN = 0.05;

/** Where the system or a runtime has a say in it, they differ by more. */
const TOLERANCES: Readonly<Partial<Record<MetricName, number>>> = {
  'process.context_switches': 0.5,
  'process.paging.faults': 0.5,
  'process.io': 0.1,
  'process.disk.io': 0.5,
  'nodejs.eventloop.delay.p99': 0.3,
  'nodejs.eventloop.delay.max': 0.3,
  'v8js.memory.heap.used': 0.1,
  'v8js.memory.heap.utilization': 0.1,
  'v8js.gc.duration': 0.3,
  'http.server.request.duration.p95': 0.1,
  'http.client.request.duration.p95': 0.1,
};

/** Differences that nobody cares for, however large a share of a small value they are. */
const LEAST_DIFFERENCE: Readonly<Record<Quantity, number>> = {
  cores: 0.005,
  bytes: 1e6,
  bytesPerSecond: 10e3,
  seconds: 0.001,
  count: 0.5,
  perSecond: 1,
  ratio: 0.01,
};
