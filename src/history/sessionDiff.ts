import { processKey } from '../shared/sample';
import type { Alert, Session, SessionEvent } from '../shared/state';
import type { SessionChanges } from './runRecords';

/** Finds out what is new about a session since it was last looked at, its series apart. */
export class SessionDiff {
  /** What was told last of each item that is still listed, by kind and id. */
  private readonly told = new Map<string, ReadonlyMap<string, string>>();
  private lastEvent: SessionEvent | undefined;

  /** What has changed; undefined where nothing has. */
  next(session: Session): SessionChanges | undefined {
    const { state, endedAtMs, exitCode, reason, health, alerts } = session;
    const isOver = endedAtMs !== undefined;
    const status = {
      state,
      ...(isOver ? { endedAtMs } : {}),
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason === undefined ? {} : { reason }),
      health,
    };
    const changes = {
      ...listOf('events', this.newEvents(session.events)),
      ...listOf('processes', this.changed('process', session.processes, processKey)),
      ...listOf(
        'pauses',
        this.changed('pause', session.pauses, ({ fromMs }) => String(fromMs)),
      ),
      ...listOf(
        'alerts',
        this.changed('alert', alerts, ({ id }) => id, isOver ? wholeAlert : alertOutline),
      ),
      ...(this.changed('status', [status], () => '').length > 0 ? { status } : {}),
    };
    return Object.keys(changes).length === 0 ? undefined : changes;
  }

  /** The old events of a bounded list fall out at its beginning, so that no index holds. */
  private newEvents(events: readonly SessionEvent[]): SessionEvent[] {
    const { lastEvent } = this;
    const known = lastEvent === undefined ? -1 : events.findLastIndex((event) => isSame(event, lastEvent));
    this.lastEvent = events.at(-1) ?? this.lastEvent;
    return events.slice(known + 1);
  }

  private changed<T>(
    kind: string,
    items: readonly T[],
    idOf: (item: T) => string,
    outline: (item: T) => unknown = (item) => item,
  ): T[] {
    const before = this.told.get(kind);
    const now = new Map(items.map((item) => [idOf(item), JSON.stringify(outline(item))]));
    this.told.set(kind, now);
    return items.filter((item) => before?.get(idOf(item)) !== now.get(idOf(item)));
  }
}

/** A run that goes on after a reload tells the events of before as other objects. */
function isSame(a: SessionEvent, b: SessionEvent): boolean {
  return a.timeMs === b.timeMs && a.kind === b.kind && a.text === b.text && a.process === b.process;
}

/** An alert's value and sentence change with every sample: its steps are what is kept while the run goes on. */
function alertOutline({ state, severity, endedAtMs }: Alert): unknown {
  return { state, severity, endedAtMs };
}

function wholeAlert(alert: Alert): unknown {
  return alert;
}

function listOf<K extends string, T>(name: K, items: T[]): Partial<Record<K, T[]>> {
  return items.length === 0 ? {} : ({ [name]: items } as Record<K, T[]>);
}
