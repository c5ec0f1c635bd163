import type { TimeRange } from '../src/shared/view';
import { formatDuration } from '../src/shared/units';
import { t } from './l10n';

/** The span that is shown, in words: `14:27:05 to 14:32:05, 5 min 00 s, live`. `clock` gives a moment as clock time. */
export function rangeText(
  { fromMs, toMs }: TimeRange,
  { isHeld, isOver }: { readonly isHeld: boolean; readonly isOver: boolean },
  clock: (timeMs: number) => string,
): string {
  const texts = [clock(fromMs), clock(toMs), formatDuration(toMs - fromMs)] as const;
  if (isHeld) return t('{0} to {1}, {2}, held', ...texts);
  return isOver ? t('{0} to {1}, {2}', ...texts) : t('{0} to {1}, {2}, live', ...texts);
}
