import assert from 'node:assert/strict';
import { decodeRules } from '../../../src/alerting/decodeRules';
import { monitLimits } from '../../support/monitLimits';

describe('monitLimits', () => {
  for (const [checkSeconds, expected] of [
    [1, { forMs: 1_000, windowMs: undefined }],
    [30, { forMs: 30_000, windowMs: 30_000 }],
  ] as const) {
    it(`are rules that can be judged, checked each ${checkSeconds} s`, () => {
      const decoded = monitLimits(checkSeconds).map(({ rules }) => decodeRules(undefined, rules, {}));
      assert.deepEqual(
        decoded.flatMap(({ problems }) => problems),
        [],
      );
      const cpu = decoded.flatMap(({ rules }) => rules).find(({ name }) => name === 'CPU');
      assert(cpu?.kind === 'threshold');
      assert.equal(cpu.threshold, 0.6);
      assert.equal(cpu.forMs, expected.forMs);
      assert.equal(cpu.aggregate === 'mean' ? cpu.windowMs : undefined, expected.windowMs);
    });
  }
});
