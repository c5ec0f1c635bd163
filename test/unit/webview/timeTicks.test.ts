import assert from 'node:assert/strict';
import { timeTicks } from '../../../webview/timeTicks';

const AT = Date.UTC(2026, 10, 24, 14, 32, 5);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function labels(lengthMs: number, maxTicks: number, utcOffsetMs = 0): readonly string[] {
  return timeTicks({ fromMs: AT - lengthMs, toMs: AT }, maxTicks, utcOffsetMs).map((tick) => tick.label);
}

describe('the ticks of the time axis', () => {
  it('stand at round minutes in a window of minutes', () => {
    assert.deepEqual(labels(5 * MINUTE, 6), ['14:28', '14:29', '14:30', '14:31', '14:32']);
  });

  it('show seconds where minutes would not tell them apart', () => {
    assert.deepEqual(labels(MINUTE, 6), ['14:31:10', '14:31:20', '14:31:30', '14:31:40', '14:31:50', '14:32:00']);
  });

  it('are round on the local clock, in zones that are off by half an hour too', () => {
    assert.deepEqual(labels(3 * HOUR, 3, 5.5 * HOUR), ['18:00', '19:00', '20:00']);
  });

  it('show the day at midnight', () => {
    assert.deepEqual(labels(24 * HOUR, 4), ['18:00', '11-24', '06:00', '12:00']);
  });

  it('never exceed the number there is room for', () => {
    for (let minutes = 1; minutes < 5000; minutes = Math.ceil(minutes * 1.4)) {
      const { length } = labels(minutes * MINUTE, 5);
      assert.ok(length >= 1 && length <= 6, `${minutes} min: ${length} ticks`);
    }
  });

  it('lie within the range', () => {
    const ticks = timeTicks({ fromMs: AT - 7 * HOUR, toMs: AT }, 7, 2 * HOUR);
    assert.ok(ticks.every(({ value }) => value >= AT - 7 * HOUR && value <= AT));
  });
});
