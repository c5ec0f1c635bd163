import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NEW_CHECK, stateOf, stepCheck, type CheckInput, type CheckPhase } from '../../../src/detection/healthCheck';

const answered = (askedMs: number): CheckInput => ({ kind: 'answered', askedMs });
const failed = (askedMs: number): CheckInput => ({ kind: 'failed', askedMs });

function after(inputs: readonly CheckInput[], threshold = 3): CheckPhase {
  return inputs.reduce((phase, input) => stepCheck(phase, input, threshold), NEW_CHECK);
}

/** Inputs in order of time, one a second. */
const inputs = fc
  .array(fc.constantFrom('answered', 'failed', 'paused', 'continued', 'suspended', 'unasked'), { maxLength: 40 })
  .map((kinds) =>
    kinds.map((kind, i): CheckInput => {
      const timeMs = i * 1_000;
      switch (kind) {
        case 'answered':
        case 'failed':
          return { kind, askedMs: timeMs };
        case 'continued':
        case 'suspended':
          return { kind, timeMs };
        case 'paused':
        case 'unasked':
          return { kind };
      }
    }),
  );

describe('a health check', () => {
  it('is unknown, then healthy by one answer, unhealthy by so many failures in a row', () => {
    assert.equal(stateOf(NEW_CHECK), 'unknown');
    assert.equal(stateOf(after([failed(0), failed(1)])), 'unknown');
    assert.equal(stateOf(after([answered(0), failed(1), failed(2)])), 'healthy');
    assert.equal(stateOf(after([answered(0), failed(1), failed(2), failed(3)])), 'unhealthy');
    assert.equal(stateOf(after([failed(0), failed(1), answered(2), failed(3), failed(4)])), 'healthy');
    assert.equal(stateOf(after([failed(0), failed(1), failed(2), answered(3)])), 'healthy');
  });

  it('counts no question that was asked before a pause or a sleep was over', () => {
    const held: readonly CheckInput[] = [answered(0), { kind: 'paused' }, failed(1), failed(2), failed(3)];
    assert.equal(stateOf(after(held)), 'paused');
    const letGo: readonly CheckInput[] = [...held, { kind: 'continued', timeMs: 10 }];
    assert.equal(stateOf(after([...letGo, failed(8), failed(9), failed(9)])), 'healthy');
    assert.equal(stateOf(after([...letGo, failed(10), failed(11), failed(12)])), 'unhealthy');
    const slept: readonly CheckInput[] = [answered(0), failed(1), failed(2), { kind: 'suspended', timeMs: 10 }];
    assert.equal(stateOf(after([...slept, failed(5), failed(10)])), 'healthy');
  });

  it('forgets what was wrong when a debugger takes the program', () => {
    const wrong = [failed(0), failed(1), failed(2)];
    const later: readonly CheckInput[] = [...wrong, { kind: 'paused' }, { kind: 'continued', timeMs: 5 }];
    assert.equal(stateOf(after(later)), 'unknown');
  });

  it('is never unhealthy while paused, and never without enough failures since the last answer', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 5 }), (all, threshold) => {
        let phase = NEW_CHECK;
        let failures = 0;
        for (const input of all) {
          const before = phase;
          phase = stepCheck(phase, input, threshold);
          if (input.kind === 'failed' && !before.isPaused) failures += 1;
          else if (input.kind !== 'failed' && !(input.kind === 'answered' && before.isPaused)) failures = 0;
          if (phase.isPaused) assert.equal(stateOf(phase), 'paused');
          if (before.verdict !== 'unhealthy' && phase.verdict === 'unhealthy') assert.ok(failures >= threshold);
          if (input.kind === 'answered' && !before.isPaused) assert.equal(stateOf(phase), 'healthy');
        }
      }),
    );
  });
});
