/**
 * How far one shown CPU value of one process may lie from the truth, in cores: one tick of the kernel's counter, which
 * an interval may have too many or too few, over the interval. The sum of user and system time carries it twice.
 *
 * Undefined from half a second on: there it is no more than two points of one core. Source: proc_pid_stat(5), fields 14
 * and 15, counted in ticks of 10 ms.
 */
export function cpuUncertaintyCores(intervalMs: number): number | undefined {
  return intervalMs >= COARSE_FROM_MS ? undefined : TICK_MS / intervalMs;
}

const COARSE_FROM_MS = 500;
const TICK_MS = 10;
