import { WINDOWS_MS, type View } from '../shared/view';

/** The window that was chosen, or 5 min, where a moment lies in it, else one in which it does. */
export function windowWith(
  momentMs: number | undefined,
  nowMs: number,
  chosen: View['window'] = 300_000,
): View['window'] {
  if (momentMs === undefined || chosen === 'all' || nowMs - momentMs < chosen) return chosen;
  return WINDOWS_MS.find((window) => nowMs - momentMs < window) ?? 'all';
}
