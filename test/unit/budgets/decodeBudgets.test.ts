import assert from 'node:assert/strict';
import { decodeBudgets } from '../../../src/budgets/decodeBudgets';

describe('the setting of budgets', () => {
  it('gives each configuration its budgets, with units read and the aggregate left to be the maximum', () => {
    const { budgets, problems } = decodeBudgets({
      'API server': [
        { metric: 'process.memory.usage', limit: '300 MB' },
        { metric: 'nodejs.eventloop.delay.p95', aggregate: 'p95', limit: '20 ms' },
        { metric: 'process.startup.time', limit: 2 },
      ],
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(budgets.get('API server'), [
      { metric: 'process.memory.usage', aggregate: 'max', limit: 300e6 },
      { metric: 'nodejs.eventloop.delay.p95', aggregate: 'p95', limit: 0.02 },
      { metric: 'process.startup.time', aggregate: 'max', limit: 2 },
    ]);
    assert.equal(decodeBudgets(undefined).budgets.size, 0);
  });

  it('names what is wrong, where, and what is allowed, and keeps the others', () => {
    const good = { metric: 'process.memory.usage', limit: 1e9 };
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [{ ...good, metric: 'memory' }, /Budget 2 is off\. "metric" must be a metric such as/],
      [{ ...good, aggregate: 'most' }, /"aggregate" must be one of max, mean/],
      [{ ...good, limit: '20 ms' }, /"limit" must be a number of bytes/],
      [{ ...good, unit: 'MB' }, /no field "unit"; there are: metric, aggregate, limit/],
      ['300 MB', /an object with the fields metric, aggregate, limit/],
    ];
    for (const [item, message] of wrong) {
      const { budgets, problems } = decodeBudgets({ api: [good, item] });
      assert.equal(budgets.get('api')?.length, 1);
      assert.deepEqual(
        problems.map(({ name }) => name),
        ['api'],
      );
      assert.match(problems[0]?.message ?? '', message);
    }
    assert.match(decodeBudgets({ api: good }).problems[0]?.message ?? '', /a list of budgets/);
    assert.match(decodeBudgets([good]).problems[0]?.message ?? '', /an object with names/);
  });
});
