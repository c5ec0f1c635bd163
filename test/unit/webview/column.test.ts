import assert from 'node:assert/strict';
import { appended } from '../../../webview/column';

describe('a column', () => {
  it('holds what is appended behind what it had', () => {
    let column: Float64Array = new Float64Array();
    for (let value = 0; value < 2000; value++) column = appended(column, Float64Array.of(value));
    assert.deepEqual(
      column,
      Float64Array.from({ length: 2000 }, (_, index) => index),
    );
  });

  it('keeps its own values when two others grow out of it', () => {
    const base = appended(Float64Array.of(1), Float64Array.of(2));
    const one = appended(base, Float64Array.of(3));
    const other = appended(base, Float64Array.of(4));
    assert.deepEqual([base, one, other], [Float64Array.of(1, 2), Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 4)]);
  });

  it('grows from a part of a longer one', () => {
    const whole = appended(Float64Array.of(1, 2), Float64Array.of(3));
    assert.deepEqual(appended(whole.subarray(1), Float64Array.of(4)), Float64Array.of(2, 3, 4));
    assert.deepEqual(appended(whole.subarray(0, 2), Float64Array.of(5)), Float64Array.of(1, 2, 5));
    assert.deepEqual(whole, Float64Array.of(1, 2, 3));
  });

  it('is not copied at every append', () => {
    const first = appended(new Float64Array(), Float64Array.of(1));
    assert.equal(appended(first, Float64Array.of(2)).buffer, first.buffer);
  });

  it('takes nothing as nothing', () => {
    assert.deepEqual(appended(Float64Array.of(1), new Float64Array()), Float64Array.of(1));
  });
});
