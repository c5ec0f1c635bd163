import type { SessionStore } from '../series/sessionStore';
import type { MetricName } from '../shared/metrics';

/** From here on a run says nothing about what depends on time: so many cores it wanted and did not get, and that share. */
const LEAST_CORES = 0.1;
const LEAST_SHARE = 0.2;

/** How far the machine let a program wait for a processor. */
export interface HeldUp {
  /** Of the processor time that it wanted, what it did not get, 0 to below 1. */
  readonly share: number;
  /** Whether that is so much that rates and delays say more about the machine than about the program. */
  readonly isTooMuch: boolean;
}

/**
 * How far a run was held up from `fromMs` on. Not at all where nothing is known of it: only Linux tells how long threads
 * that were ready had to wait.
 */
export function heldUpOf(store: SessionStore, fromMs: number): HeldUp {
  const used = amountOf(store, 'process.cpu.time', fromMs);
  const waited = amountOf(store, 'process.cpu.wait_time', fromMs);
  if (!(waited.seconds > 0) || !(waited.amount > 0)) return { share: 0, isTooMuch: false };
  const share = waited.amount / (waited.amount + used.amount);
  return { share, isTooMuch: share >= LEAST_SHARE && waited.amount / waited.seconds >= LEAST_CORES };
}

/** By how much a counter of the tree grew, and in how much time, gaps left out. */
function amountOf(
  store: SessionStore,
  metric: MetricName,
  fromMs: number,
): { readonly amount: number; readonly seconds: number } {
  let amount = 0;
  let seconds = 0;
  store.find({ metric, attributes: '' })?.visit(fromMs, Infinity, {
    point: (_, __, increase, took) => {
      amount += increase;
      seconds += took;
    },
    bucket: (bucket) => {
      amount += bucket.amount;
      seconds += bucket.weight;
    },
    gap: () => undefined,
  });
  return { amount, seconds };
}
