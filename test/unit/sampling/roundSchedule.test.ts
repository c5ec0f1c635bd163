import assert from 'node:assert/strict';
import { RoundSchedule } from '../../../src/sampling/roundSchedule';
import type { Clock } from '../../../src/shared/clock';
import { FakeClock } from '../../support/fakeClock';

describe('RoundSchedule', () => {
  let clock: FakeClock;
  let originMs: number;
  /** When rounds began, since the start, and how late they were told to be. */
  let begun: number[];
  let lateness: number[];
  let durationMs: number;
  let schedule: RoundSchedule;

  beforeEach(() => {
    clock = new FakeClock();
    originMs = clock.nowMs();
    begun = [];
    lateness = [];
    durationMs = 0;
    schedule = scheduleOn(clock);
  });

  function scheduleOn(time: Clock): RoundSchedule {
    const round = (lateMs: number): Promise<void> => {
      begun.push(time.nowMs() - originMs);
      lateness.push(lateMs);
      if (durationMs === 0) return Promise.resolve();
      return new Promise((resolve) => time.schedule(durationMs, resolve));
    };
    return new RoundSchedule(time, round, 1000);
  }

  it('begins at once and then at whole intervals', async () => {
    schedule.start();
    await clock.advance(3000);
    assert.deepEqual(begun, [0, 1000, 2000, 3000]);
    assert.equal(schedule.skippedRounds, 0);
  });

  it('counts from the deadlines, so that the length of a round does not add up', async () => {
    durationMs = 400;
    schedule.start();
    await clock.advance(3000);
    assert.deepEqual(begun, [0, 1000, 2000, 3000]);
  });

  it('never overlaps: a round that takes longer costs the next its place', async () => {
    durationMs = 2500;
    schedule.start();
    await clock.advance(6000);
    assert.deepEqual(begun, [0, 3000, 6000]);
    assert.equal(schedule.skippedRounds, 4);
  });

  it('does not catch up after the thread was blocked, and tells how late it was', async () => {
    schedule.start();
    await clock.advance(1500);
    await clock.block(5000);
    await clock.advance(500);
    assert.deepEqual(begun, [0, 1000, 6500, 7000]);
    assert.deepEqual(lateness, [0, 0, 4500, 0]);
    assert.equal(schedule.skippedRounds, 4);
  });

  it('runs one round per interval although timers fire a hair early', async () => {
    const early: Clock = {
      nowMs: () => clock.nowMs(),
      wallMs: () => clock.wallMs(),
      schedule: (delayMs, callback) => clock.schedule(Math.max(0, delayMs - 0.4), callback),
    };
    const hasty = scheduleOn(early);
    hasty.start();
    await clock.advance(10_000);
    assert.equal(begun.length, 11);
    assert.equal(hasty.skippedRounds, 0);
    assert.ok(lateness.every((lateMs) => lateMs === 0));
  });

  it('does nothing before it is started and after it is stopped', async () => {
    await clock.advance(3000);
    assert.deepEqual(begun, []);
    schedule.start();
    await clock.advance(1000);
    schedule.stop();
    assert.equal(clock.pending, 0);
    await clock.advance(3000);
    assert.deepEqual(begun, [3000, 4000]);
  });

  it('does not overlap when it is stopped and started within a round', async () => {
    durationMs = 700;
    schedule.start();
    await clock.advance(300);
    schedule.stop();
    schedule.start();
    assert.deepEqual(begun, [0]);
    await clock.advance(1000);
    assert.deepEqual(begun, [0, 1300]);
  });

  it('takes a new interval from the last deadline on', async () => {
    schedule.start();
    await clock.advance(1100);
    schedule.setIntervalMs(500);
    await clock.advance(1000);
    assert.deepEqual(begun, [0, 1000, 1500, 2000]);
    schedule.setIntervalMs(3000);
    await clock.advance(3000);
    assert.deepEqual(begun, [0, 1000, 1500, 2000, 5000]);
  });

  it('begins at once, and calls it no lateness, when the new interval has passed already', async () => {
    schedule.start();
    await clock.advance(900);
    schedule.setIntervalMs(100);
    await clock.advance(100);
    assert.deepEqual(begun, [0, 900, 1000]);
    assert.deepEqual(lateness, [0, 0, 0]);
    assert.equal(schedule.skippedRounds, 0);
  });

  it('takes a new interval that comes during a round when that ends', async () => {
    durationMs = 100;
    schedule.start();
    await clock.advance(1050);
    schedule.setIntervalMs(2000);
    await clock.advance(4000);
    assert.deepEqual(begun, [0, 1000, 3000, 5000]);
  });
});
