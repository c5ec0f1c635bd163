import assert from 'node:assert/strict';
import { nextSort, sortedBy } from '../../../webview/sorting';

describe('sorting a table', () => {
  it('goes from the largest to the smallest and back to the order it had', () => {
    const first = nextSort(undefined, 'CPU');
    assert.deepEqual(first, { column: 'CPU', direction: 'descending' });
    const second = nextSort(first, 'CPU');
    assert.deepEqual(second, { column: 'CPU', direction: 'ascending' });
    assert.equal(nextSort(second, 'CPU'), undefined);
    assert.deepEqual(nextSort(second, 'Memory'), { column: 'Memory', direction: 'descending' });
  });

  it('puts what has no value last either way, and keeps the order of equal ones', () => {
    const rows = [
      { name: 'a', value: undefined },
      { name: 'b', value: 1 },
      { name: 'c', value: 3 },
      { name: 'd', value: 1 },
    ];
    const names = (direction: 'ascending' | 'descending'): string =>
      sortedBy(rows, { column: 'value', direction }, ({ value }) => value)
        .map(({ name }) => name)
        .join('');
    assert.equal(names('descending'), 'cbda');
    assert.equal(names('ascending'), 'bdca');
  });
});
