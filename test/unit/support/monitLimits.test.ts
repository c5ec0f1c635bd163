import assert from 'node:assert/strict';
import { decodeRules } from '../../../src/alerting/decodeRules';
import { monitLimits } from '../../support/monitLimits';

describe('monitLimits', () => {
  for (const [checkSeconds, expected] of [
    [1, { CPU: 4_000, window: undefined }],
    [30, { CPU: 120_000, window: 30_000 }],
  ] as const) {
    it(`are rules that can be judged, checked each ${checkSeconds} s`, () => {
      const { rules, problems } = decodeRules(undefined, monitLimits(checkSeconds).rules, {});
      assert.deepEqual(problems, []);
      const cpu = rules.find(({ name }) => name === 'CPU 80 %');
      assert(cpu?.kind === 'threshold');
      assert.equal(cpu.threshold, 0.8);
      assert.equal(cpu.forMs, expected.CPU);
      assert.equal(cpu.aggregate === 'mean' ? cpu.windowMs : undefined, expected.window);
    });
  }
});
