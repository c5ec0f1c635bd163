import assert from 'node:assert/strict';
import type { SessionEvent } from '../../../src/shared/state';
import { timelineItems } from '../../../webview/timelineItems';
import { sessionWith } from './builders';

const RANGE = { fromMs: 100_000, toMs: 400_000 };
const clock = (timeMs: number): string => `${timeMs / 1000}s`;

const event = (kind: SessionEvent['kind'], seconds: number, text: string = kind): SessionEvent => ({
  kind,
  timeMs: seconds * 1000,
  text,
});

function textsOf(events: readonly SessionEvent[]): readonly string[] {
  return timelineItems(sessionWith({ events }), RANGE, clock).map((item) => item.text);
}

describe('the lane of events', () => {
  it('shows what happened within the range, in order of time', () => {
    assert.deepEqual(textsOf([event('crashed', 300), event('restarted', 200), event('started', 50)]), [
      '200s restarted',
      '300s crashed',
    ]);
  });

  it('shows a pause as a span of its whole length, cut to the range', () => {
    const [item] = timelineItems(sessionWith({ pauses: [{ fromMs: 90_000, toMs: 120_000 }] }), RANGE, clock);
    assert.deepEqual(item, {
      kind: 'pause',
      key: 'pause 90000',
      fromMs: 100_000,
      toMs: 120_000,
      text: 'paused 30 s',
    });
  });

  it('lets a pause that goes on reach to the end', () => {
    const [item] = timelineItems(sessionWith({ pauses: [{ fromMs: 390_000 }] }), RANGE, clock);
    assert.equal(item?.kind === 'pause' ? item.toMs : undefined, 400_000);
  });

  it('shows no mark for what a span shows already', () => {
    assert.deepEqual(textsOf([event('paused', 200), event('continued', 210)]), []);
  });

  it('joins marks that would cover each other, under the one that matters most', () => {
    const [item, ...others] = timelineItems(
      sessionWith({ events: [event('processStarted', 200), event('crashed', 201), event('processExited', 202)] }),
      RANGE,
      clock,
    );
    assert.equal(item?.text, '201s crashed (and 2 more)');
    assert.equal(item.kind === 'mark' ? item.event : undefined, 'crashed');
    assert.deepEqual(others, []);
  });

  it('holds a bounded number of marks, however much happens', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => event('processExited', 100 + index * 0.03));
    assert.ok(textsOf(many).length <= 121);
  });
});
