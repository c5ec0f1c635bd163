import type { SessionEvent } from '../shared/state';

/** How many events a session keeps. */
const EVENTS_KEPT = 500;

/** Whoever steps through a program for an hour must not lose what else happened. */
const STEPS_KEPT = 100;

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
    const before = event.kind === 'step' ? withoutOldSteps(this.events) : this.events;
    this.events = [...before.slice(-(EVENTS_KEPT - 1)), event];
  }
}

/** The events with room for one more step. */
function withoutOldSteps(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const steps = events.filter(({ kind }) => kind === 'step');
  const dropped = new Set(steps.slice(0, Math.max(0, steps.length - (STEPS_KEPT - 1))));
  return dropped.size === 0 ? events : events.filter((event) => !dropped.has(event));
}
