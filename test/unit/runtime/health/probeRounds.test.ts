import assert from 'node:assert/strict';
import type { Probe, ProbeAnswer } from '../../../../src/runtime/health/probe';
import { ProbeRounds } from '../../../../src/runtime/health/probeRounds';
import { DEFAULT_TIMING } from '../../../../src/shared/health';
import { FakeClock } from '../../../support/fakeClock';

describe('rounds of probes', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  function start() {
    const clock = new FakeClock();
    const told: string[] = [];
    const asked: AbortSignal[] = [];
    let answer: Promise<ProbeAnswer> = Promise.resolve({ kind: 'answered' });
    const probe: Probe = {
      check: 'port 1',
      ask: (cancelled) => {
        asked.push(cancelled);
        return answer;
      },
    };
    const rounds = new ProbeRounds({ clock, tell: (_, { outcome }) => told.push(outcome.kind) });
    return {
      clock,
      told,
      asked,
      rounds,
      neverAnswers: () => {
        answer = new Promise(() => undefined);
      },
      pass: async (timeMs: number, probes: readonly Probe[] = [probe]) => {
        rounds.pass('s', { probes, timing: DEFAULT_TIMING }, timeMs);
        await settled();
      },
    };
  }

  it('ask each probe once an interval', async () => {
    const { pass, asked, told } = start();
    for (let second = 0; second <= 10; second++) await pass(second * 1_000);
    assert.equal(asked.length, 3);
    assert.deepEqual(told, ['answered', 'answered', 'answered']);
  });

  it('give up what takes longer than the timeout, and ask no second time before', async () => {
    const { pass, asked, told, clock, neverAnswers } = start();
    neverAnswers();
    await pass(0);
    await pass(20_000);
    assert.equal(asked.length, 1);
    clock.tick(3_000);
    await settled();
    assert.deepEqual(told, ['silent']);
    assert.equal(asked[0]?.aborted, true);
  });

  it('tell nothing of a probe that is no longer wanted', async () => {
    const { pass, asked, told, clock, neverAnswers, rounds } = start();
    neverAnswers();
    await pass(0);
    await pass(1_000, []);
    assert.equal(asked[0]?.aborted, true);
    await pass(2_000);
    rounds.forget('s');
    clock.tick(10_000);
    await settled();
    assert.deepEqual(told, []);
  });
});
