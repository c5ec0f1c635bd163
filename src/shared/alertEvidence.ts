import type { HotFunction } from './capture';
import type { Alert, SessionEvent } from './state';

/** The hottest functions while an alert stood, by the newest profile of its process; empty where none was taken. */
export function hottestDuring(alert: Alert, events: readonly SessionEvent[]): readonly HotFunction[] {
  const { process, startedAtMs, endedAtMs = Infinity } = alert;
  const taken = events.findLast(
    (event) =>
      event.capture?.kind === 'cpuProfile' &&
      event.timeMs >= startedAtMs &&
      event.timeMs <= endedAtMs &&
      (process === undefined || event.process === process),
  );
  return taken?.capture?.hottest ?? [];
}
