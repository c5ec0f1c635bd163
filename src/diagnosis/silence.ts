import type { Figures } from './figures';

/** A span in which a Node process that tells of itself each second told nothing, while it lived and was read. */
export interface Silence {
  readonly seconds: number;
  /** What it used of the processors meanwhile: so long it would have been silent at least on a machine of its own. */
  readonly computedSeconds: number;
  /** How many rounds of sampling lie in it. */
  readonly rounds: number;
}

/** Anything shorter is an interval that the next frame explains. */
const LEAST_SECONDS = 10;

/** With less than this of a core, used or waited for, it may as well be out of reach as blocked. */
const LEAST_WANTED_CORES = 0.2;

/** Rounds that are further apart have a pause of the debugger or a sleep of the machine between them. */
const MOST_APART_MS = 5_000;

/**
 * The longest silence of a process that wanted the processor meanwhile, as of an event loop that does not come round:
 * its delay is told only once it does. Undefined where there was none, and for a process that never told anything.
 */
export function longestSilence(figures: Figures): Silence | undefined {
  const told = figures.values('nodejs.eventloop.delay.max').map(([timeMs]) => timeMs);
  const [firstMs] = told;
  if (firstMs === undefined) return undefined;
  const waits = new Map(figures.values('process.cpu.wait_time'));
  let longest: Silence | undefined;
  let seconds = 0;
  let [computed, wanted, rounds] = [0, 0, 0];
  let lastMs = firstMs;
  // So many of what was told came up to the round that is looked at.
  let heard = 1;
  for (const [timeMs, cores] of figures.values('process.cpu.time')) {
    if (timeMs <= firstMs) continue;
    const stepMs = timeMs - lastMs;
    lastMs = timeMs;
    const before = heard;
    while ((told[heard] ?? Infinity) <= timeMs) heard += 1;
    if (heard > before || stepMs > MOST_APART_MS) {
      seconds = computed = wanted = rounds = 0;
      continue;
    }
    seconds += stepMs / 1e3;
    computed += (cores * stepMs) / 1e3;
    wanted += ((cores + (waits.get(timeMs) ?? 0)) * stepMs) / 1e3;
    rounds += 1;
    const isBlocked = seconds >= LEAST_SECONDS && wanted >= LEAST_WANTED_CORES * seconds;
    if (isBlocked && seconds > (longest?.seconds ?? 0)) {
      longest = { seconds, computedSeconds: Math.min(computed, seconds), rounds };
    }
  }
  return longest;
}
