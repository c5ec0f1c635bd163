import assert from 'node:assert/strict';
import { createSystemClock } from '../../../src/sampling/systemClock';

describe('the system clock', () => {
  const clock = createSystemClock();

  it('never goes backwards', () => {
    const first = clock.nowMs();
    assert.ok(clock.nowMs() >= first);
  });

  it('calls back once, not before its time', async () => {
    const startMs = clock.nowMs();
    // Its timers keep no process alive: one of ours has to, while we wait.
    const alive = setInterval(() => undefined, 1000);
    let calls = 0;
    await new Promise<void>((resolve) =>
      clock.schedule(20, () => {
        calls += 1;
        resolve();
      }),
    );
    clearInterval(alive);
    assert.equal(calls, 1);
    // Node's timers count whole milliseconds and may be one early.
    assert.ok(clock.nowMs() - startMs >= 19);
  });

  it('does not call back after it was cancelled', async () => {
    let called = false;
    const cancel = clock.schedule(0, () => (called = true));
    cancel();
    // Timers of the same delay fire in order: what comes behind it has its turn.
    await new Promise<void>((resolve) => clock.schedule(0, resolve));
    assert.equal(called, false);
  });

  it('catches up with the wall clock after the machine has slept, and never goes back', () => {
    const sources = {
      wall: 1_000_000,
      monotonic: 500,
      wallMs: () => sources.wall,
      monotonicMs: () => sources.monotonic,
    };
    const fake = createSystemClock(sources);
    sources.wall += 3_601_000;
    sources.monotonic += 1_000;
    assert.equal(fake.nowMs(), 4_601_000);
    sources.wall -= 7_200_000;
    sources.monotonic += 1_000;
    assert.equal(fake.nowMs(), 4_602_000);
  });
});
