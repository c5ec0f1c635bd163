import type { EventEntry, MarkEntry, MarkKind, SpanEntry } from './eventEntries';
import type { TimeRange } from './timeRange';
import { t } from './l10n';

/** One item of the lane: something that lasted, or a mark for one event or for several that stand close together. */
export type TimelineItem = SpanItem | MarkItem;

export interface SpanItem {
  readonly kind: 'pause' | 'alert';
  readonly key: string;
  /** Cut to the range. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
  readonly severity?: SpanEntry['severity'];
  /** The row of the lane: spans that overlap stand below each other. */
  readonly row: number;
  /** The keys of the entries that it stands for. */
  readonly entries: readonly string[];
}

export interface MarkItem {
  readonly kind: 'mark';
  readonly key: string;
  readonly timeMs: number;
  readonly event: MarkKind;
  readonly text: string;
  readonly entries: readonly string[];
}

/** More rows of spans than these are not shown; the last one takes what overlaps still. */
export const MOST_SPAN_ROWS = 3;

/** Marks closer than this share of the range are joined to one. */
const JOIN_SHARE = 1 / 120;

/** How much a kind matters: of joined marks the one that matters most gives the shape. */
const WEIGHT: Readonly<Record<MarkKind, number>> = {
  mark: 13,
  crashed: 12,
  exception: 11.5,
  lost: 11,
  captured: 10.5,
  budgetBroken: 10,
  stalled: 9,
  anomaly: 8,
  gc: 7,
  suspended: 6,
  ended: 5,
  restarted: 4,
  warning: 3.5,
  evicted: 3,
  started: 2,
  processExited: 1,
  processStarted: 0,
};

/**
 * What the lane shows of a session's entries, which are in order of time, within a range: spans, then marks, each in
 * order of time. `clock` gives a moment as clock time.
 */
export function timelineItems(
  entries: readonly EventEntry[],
  range: TimeRange,
  clock: (timeMs: number) => string,
): readonly TimelineItem[] {
  const within = entries.filter((entry) => isWithin(entry, range));
  const marks = joinClose(within.filter(isMark), (range.toMs - range.fromMs) * JOIN_SHARE);
  return [...spanItems(within, range), ...marks.map((group) => markItem(group, clock))];
}

/** Whether an entry can be seen in a range. */
export function isWithin(entry: EventEntry, { fromMs, toMs }: TimeRange): boolean {
  return entry.fromMs <= toMs && (isMark(entry) ? entry.fromMs : (entry.toMs ?? Infinity)) >= fromMs;
}

function isMark(entry: EventEntry): entry is MarkEntry {
  return entry.kind !== 'pause' && entry.kind !== 'alert';
}

function spanItems(entries: readonly EventEntry[], range: TimeRange): readonly SpanItem[] {
  const endsMs: number[] = [];
  return entries.flatMap((entry) => {
    if (isMark(entry)) return [];
    const { kind, key, text, severity } = entry;
    const fromMs = Math.max(entry.fromMs, range.fromMs);
    const toMs = Math.min(entry.toMs ?? range.toMs, range.toMs);
    const free = endsMs.findIndex((endMs) => endMs <= fromMs);
    const row = Math.min(free < 0 ? endsMs.length : free, MOST_SPAN_ROWS - 1);
    endsMs[row] = toMs;
    return [{ kind, key, fromMs, toMs, text, ...(severity !== undefined && { severity }), row, entries: [key] }];
  });
}

type Group = readonly [MarkEntry, ...MarkEntry[]];

/** Groups of marks of which each begins at most `distanceMs` after the first of its group. */
function joinClose(marks: readonly MarkEntry[], distanceMs: number): readonly Group[] {
  const groups: [MarkEntry, ...MarkEntry[]][] = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    if (group !== undefined && mark.fromMs - group[0].fromMs <= distanceMs) group.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

function markItem(group: Group, clock: (timeMs: number) => string): MarkItem {
  const heaviest = group.reduce((one, other) => (WEIGHT[other.kind] > WEIGHT[one.kind] ? other : one));
  const text = `${clock(heaviest.fromMs)} ${heaviest.text}`;
  return {
    kind: 'mark',
    key: group[0].key,
    timeMs: heaviest.fromMs,
    event: heaviest.kind,
    text: group.length === 1 ? text : t('{0} (and {1} more)', text, group.length - 1),
    entries: group.map(({ key }) => key),
  };
}
