import type { Session, SessionEvent, SessionEventKind } from '../src/shared/state';
import { formatDuration } from '../src/shared/units';
import { displayText } from './displayText';
import type { TimeRange } from './timeRange';

/** One item of the lane: a pause with its length, or a mark for one event or for several that stand close together. */
export type TimelineItem =
  | {
      readonly kind: 'pause';
      readonly key: string;
      readonly fromMs: number;
      readonly toMs: number;
      readonly text: string;
    }
  | {
      readonly kind: 'mark';
      readonly key: string;
      readonly timeMs: number;
      readonly event: MarkKind;
      readonly text: string;
    };

/** The kinds of events that get a mark; pauses are spans, and each step stands beside one. */
export type MarkKind = Exclude<SessionEventKind, 'paused' | 'continued' | 'step'>;

/** Marks closer than this share of the range are joined to one. */
const JOIN_SHARE = 1 / 120;

/** How much a kind matters: of joined marks the one that matters most gives the shape. */
const WEIGHT: Readonly<Record<MarkKind, number>> = {
  crashed: 12,
  lost: 11,
  alertFired: 10,
  stalled: 9,
  anomaly: 8,
  alertResolved: 7,
  suspended: 6,
  ended: 5,
  restarted: 4,
  evicted: 3,
  exception: 11.5,
  warning: 3.5,
  started: 2,
  processExited: 1,
  processStarted: 0,
};

/** What the lane shows of a session within a range, in order of time; `clock` gives a moment as clock time. */
export function timelineItems(
  session: Session,
  range: TimeRange,
  clock: (timeMs: number) => string,
): readonly TimelineItem[] {
  return [...pausesIn(session, range), ...marksIn(session, range, clock)].sort(
    (one, other) => startOf(one) - startOf(other),
  );
}

function startOf(item: TimelineItem): number {
  return item.kind === 'pause' ? item.fromMs : item.timeMs;
}

function pausesIn(session: Session, range: TimeRange): readonly TimelineItem[] {
  return session.pauses
    .map((pause) => ({ fromMs: pause.fromMs, toMs: pause.toMs ?? range.toMs }))
    .filter((pause) => pause.toMs >= range.fromMs && pause.fromMs <= range.toMs)
    .map(({ fromMs, toMs }) => ({
      kind: 'pause',
      key: `pause ${fromMs}`,
      fromMs: Math.max(fromMs, range.fromMs),
      toMs: Math.min(toMs, range.toMs),
      text: `paused ${formatDuration(toMs - fromMs)}`,
    }));
}

type Marked = SessionEvent & { readonly kind: MarkKind };

function marksIn(session: Session, range: TimeRange, clock: (timeMs: number) => string): readonly TimelineItem[] {
  const events = session.events
    .filter(isMarked)
    .filter((event) => event.timeMs >= range.fromMs && event.timeMs <= range.toMs)
    .sort((one, other) => one.timeMs - other.timeMs);
  return joinClose(events, (range.toMs - range.fromMs) * JOIN_SHARE).map((group) => markOf(group, clock));
}

function isMarked(event: SessionEvent): event is Marked {
  return event.kind !== 'paused' && event.kind !== 'continued' && event.kind !== 'step';
}

type Group = readonly [Marked, ...Marked[]];

/** Groups of events of which each begins at most `distanceMs` after the first of its group. */
function joinClose(events: readonly Marked[], distanceMs: number): readonly Group[] {
  const groups: [Marked, ...Marked[]][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group !== undefined && event.timeMs - group[0].timeMs <= distanceMs) group.push(event);
    else groups.push([event]);
  }
  return groups;
}

function markOf(group: Group, clock: (timeMs: number) => string): TimelineItem {
  const heaviest = group.reduce((one, other) => (WEIGHT[other.kind] > WEIGHT[one.kind] ? other : one));
  const others = group.length === 1 ? '' : ` (and ${group.length - 1} more)`;
  return {
    kind: 'mark',
    key: `mark ${group[0].timeMs} ${group[0].kind} ${group[0].process ?? ''}`,
    timeMs: heaviest.timeMs,
    event: heaviest.kind,
    text: `${clock(heaviest.timeMs)} ${displayText(heaviest.text)}${others}`,
  };
}
