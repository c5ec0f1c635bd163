import assert from 'node:assert/strict';
import { budgetText, judgeBudget } from '../../../src/budgets/judgeBudget';
import { parseBudget, type Budget } from '../../../src/budgets/parseBudget';
import { noisyRun } from '../../support/noisyRun';

function budget(text: string): Budget {
  const parsed = parseBudget(text);
  assert.equal(parsed.kind, 'budget', text);
  return parsed.budget;
}

describe('a budget', () => {
  it('is read with the units that people write', () => {
    assert.deepEqual(budget('process.memory.usage:max<=300 MB'), {
      metric: 'process.memory.usage',
      aggregate: 'max',
      limit: 300e6,
    });
    assert.equal(budget(' nodejs.eventloop.delay.p95 : p95 <= 20 ms ').limit, 0.02);
    assert.equal(budget('process.cpu.time:mean<=80%').limit, 0.8);
    assert.equal(budget('process.thread.count:max<=12').limit, 12);
  });

  it('is refused with what would be right', () => {
    const refused: readonly (readonly [string, RegExp])[] = [
      ['300 MB', /METRIC:AGGREGATE<=LIMIT/],
      ['memory:max<=300 MB', /no metric "memory"/],
      ['process.memory.usage:most<=300 MB', /none of max, mean/],
      ['process.memory.usage:max<=300 ms', /a number of bytes/],
    ];
    for (const [text, reason] of refused) {
      const parsed = parseBudget(text);
      assert.ok(parsed.kind === 'problem' && reason.test(parsed.text), text);
    }
  });

  it('is kept up to its limit and broken beyond', () => {
    const store = noisyRun(1);
    const within = budget('process.memory.usage:max<=300 MB');
    const over = budget('process.memory.usage:p50<=50 MB');
    assert.equal(judgeBudget(within, store).kind, 'kept');
    assert.match(budgetText(over, judgeBudget(over, store)), /^Memory p50 .* is over its budget of 50 MB$/);
  });

  it('is not called kept where nothing was measured', () => {
    const unmeasured = budget('nodejs.eventloop.delay.p95:p95<=20 ms');
    assert.deepEqual(judgeBudget(unmeasured, noisyRun(1)), { kind: 'notMeasured' });
  });
});
