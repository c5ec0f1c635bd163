/** A moment as local clock time, `14:32:05`. `utcOffsetMs` is what local time is ahead of UTC. */
export function clockText(timeMs: number, utcOffsetMs: number): string {
  return new Date(timeMs + utcOffsetMs).toISOString().slice(11, 19);
}

/** What this machine's local time is ahead of UTC at a moment, milliseconds; summer time counted. */
export function localOffsetMs(timeMs: number): number {
  return -new Date(timeMs).getTimezoneOffset() * 60_000;
}

/** A moment as this machine's clock showed it, `14:32:05`. */
export function localClockText(timeMs: number): string {
  return clockText(timeMs, localOffsetMs(timeMs));
}

/** The day of a moment by this machine's clock, `2026-11-24`. */
export function localDayText(timeMs: number): string {
  return new Date(timeMs + localOffsetMs(timeMs)).toISOString().slice(0, 10);
}
