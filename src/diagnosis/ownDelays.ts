import type { Figures } from './figures';

/**
 * By how much the timers of a Node process came late in each interval, seconds, without what the machine may have added:
 * the time for which its threads waited for a processor then. Empty where it does not report from inside.
 */
export function ownDelays(figures: Figures): readonly number[] {
  const waits = new Map(figures.values('process.cpu.wait_time'));
  let before = 0;
  return figures.values('nodejs.eventloop.delay.max').map(([timeMs, delay]) => {
    const wait = waits.get(timeMs) ?? 0;
    // What is told from inside may be of the interval before.
    const own = Math.max(0, delay - Math.max(wait, before));
    before = wait;
    return own;
  });
}
