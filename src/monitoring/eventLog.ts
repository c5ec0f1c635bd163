import type { SessionEvent } from '../shared/state';

/** How many events a session keeps. */
const EVENTS_KEPT = 500;

/** What happened in a session, oldest first, bounded. */
export class EventLog {
  private events: readonly SessionEvent[] = [];

  /** All events that are kept; a new array after each addition. */
  all(): readonly SessionEvent[] {
    return this.events;
  }

  /** Begins with other events instead. */
  reset(events: readonly SessionEvent[]): void {
    this.events = events.slice(-EVENTS_KEPT);
  }

  add(event: SessionEvent): void {
    this.events = [...this.events.slice(-(EVENTS_KEPT - 1)), event];
  }
}
