import { createChangeDetector } from './changeDetector';
import { localOffsetMs } from './clockText';
import type { TimeRange } from './timeRange';
import { timeTicks, type TimeTick } from './timeTicks';

/** The ticks of local time over a range, at most `maxTicks`: made once for all charts that ask for the same. */
export function createSharedTicks(): (range: TimeRange, maxTicks: number) => readonly TimeTick[] {
  const hasChanged = createChangeDetector();
  let ticks: readonly TimeTick[] = [];
  return (range, maxTicks) => {
    if (hasChanged(range.fromMs, range.toMs, maxTicks)) ticks = timeTicks(range, maxTicks, localOffsetMs(range.toMs));
    return ticks;
  };
}
