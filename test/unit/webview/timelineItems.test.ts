import assert from 'node:assert/strict';
import type { Session, SessionEvent } from '../../../src/shared/state';
import { eventEntries } from '../../../webview/eventEntries';
import { timelineItems, type TimelineItem } from '../../../webview/timelineItems';
import { alertWith, sessionWith } from './builders';

const RANGE = { fromMs: 100_000, toMs: 400_000 };
const clock = (timeMs: number): string => `${timeMs / 1000}s`;

const event = (kind: SessionEvent['kind'], seconds: number, text: string = kind): SessionEvent => ({
  kind,
  timeMs: seconds * 1000,
  text,
});

function itemsOf(part: Partial<Session>): readonly TimelineItem[] {
  return timelineItems(eventEntries(sessionWith(part), RANGE.toMs), RANGE, clock);
}

function textsOf(events: readonly SessionEvent[]): readonly string[] {
  return itemsOf({ events }).map((item) => item.text);
}

describe('the lane of events', () => {
  it('shows what happened within the range, in order of time', () => {
    assert.deepEqual(textsOf([event('crashed', 300), event('restarted', 200), event('started', 50)]), [
      '200s restarted',
      '300s crashed',
    ]);
  });

  it('shows a pause as a span of its whole length, cut to the range', () => {
    const [item] = itemsOf({ pauses: [{ fromMs: 90_000, toMs: 120_000 }] });
    assert.deepEqual(item, {
      kind: 'pause',
      key: 'pause 90000',
      fromMs: 100_000,
      toMs: 120_000,
      text: 'paused 30 s',
      row: 0,
      entries: ['pause 90000'],
    });
  });

  it('tells with a pause what the step took that led to it', () => {
    const pauses = [{ fromMs: 150_000, toMs: 180_000 }, { fromMs: 200_000, toMs: 201_000 }, { fromMs: 390_000 }];
    const events = [event('step', 150.2, 'a.js:3: 20 ms, CPU 4 ms'), event('step', 391, 'a.js:4: 2 s')];
    assert.deepEqual(
      itemsOf({ pauses, events }).map(({ text }) => text),
      ['paused 30 s; a.js:3: 20 ms, CPU 4 ms', 'paused 1 s', 'paused 10 s; a.js:4: 2 s'],
    );
  });

  it('lets a pause that goes on reach to the end', () => {
    const [item] = itemsOf({ pauses: [{ fromMs: 390_000 }] });
    assert.equal(item?.kind === 'pause' ? item.toMs : undefined, 400_000);
  });

  it('shows no mark for what a span shows already', () => {
    assert.deepEqual(textsOf([event('paused', 200), event('continued', 210)]), []);
  });

  it('shows an alert from its first value beyond the limit until it was over, below what it overlaps', () => {
    const alerts = [
      alertWith({ id: 'a', startedAtMs: 150_000, firedAtMs: 160_000, endedAtMs: 200_000, message: 'CPU over 90 %' }),
      alertWith({ id: 'b', startedAtMs: 180_000, firedAtMs: 190_000, message: 'Memory over 1 GB' }),
      alertWith({ id: 'c', startedAtMs: 390_000 }),
    ];
    const spans = itemsOf({ alerts, events: [event('alertFired', 160), event('alertResolved', 200)] });
    assert.deepEqual(
      spans.map((item) => [item.text, item.kind === 'mark' ? undefined : item.row]),
      [
        ['CPU over 90 %, 50 s', 0],
        ['Memory over 1 GB, 3 min 40 s', 1],
      ],
    );
  });

  it('joins marks that would cover each other, under the one that matters most', () => {
    const [item, ...others] = itemsOf({
      events: [event('processStarted', 200), event('crashed', 201), event('processExited', 202)],
    });
    assert.equal(item?.text, '201s crashed (and 2 more)');
    assert.equal(item.kind === 'mark' ? item.event : undefined, 'crashed');
    assert.deepEqual(others, []);
  });

  it('holds a bounded number of marks, however much happens', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => event('processExited', 100 + index * 0.03));
    assert.ok(textsOf(many).length <= 121);
  });
});
