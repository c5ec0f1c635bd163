import type { TimeRange } from '../src/shared/view';
import { formatDuration } from '../src/shared/units';

/** The span that is shown, in words: `14:27:05 to 14:32:05, 5 min 00 s, live`. `clock` gives a moment as clock time. */
export function rangeText(
  { fromMs, toMs }: TimeRange,
  { isHeld, isOver }: { readonly isHeld: boolean; readonly isOver: boolean },
  clock: (timeMs: number) => string,
): string {
  const how = isHeld ? ', held' : isOver ? '' : ', live';
  return `${clock(fromMs)} to ${clock(toMs)}, ${formatDuration(toMs - fromMs)}${how}`;
}
