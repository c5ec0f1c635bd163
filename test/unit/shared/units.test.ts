import assert from 'node:assert/strict';
import { formatDuration, formatText, quantityOf, type Quantity } from '../../../src/shared/units';

describe('formatText', () => {
  const cases: readonly (readonly [number, Quantity, string])[] = [
    [0, 'cores', '0 %'],
    [0.004, 'cores', '0.4 %'],
    [0.125, 'cores', '12.5 %'],
    [1.5, 'cores', '150 %'],
    [12.4, 'cores', '1,240 %'],
    [0, 'bytes', '0 B'],
    [999, 'bytes', '999 B'],
    [999.6, 'bytes', '1 KB'],
    [241_300_000, 'bytes', '241 MB'],
    [999_600_000, 'bytes', '1 GB'],
    [1_250_000_000, 'bytes', '1.25 GB'],
    [-2_000, 'bytes', '-2 KB'],
    [1_500, 'bytesPerSecond', '1.5 KB/s'],
    [0.0481, 'seconds', '48.1 ms'],
    [0.000_25, 'seconds', '250 µs'],
    [0.9996, 'seconds', '1 s'],
    [12.34, 'seconds', '12.3 s'],
    [42, 'count', '42'],
    [41.26, 'count', '41.3'],
    [12_345, 'count', '12,345'],
    [131.4, 'perSecond', '131 /s'],
  ];
  for (const [value, quantity, text] of cases) {
    it(`shows ${value} ${quantity} as ${text}`, () => {
      assert.equal(formatText(value, quantity), text);
    });
  }

  it('shows a value that is missing as a dash, never as zero', () => {
    for (const missing of [undefined, NaN, Infinity]) assert.equal(formatText(missing, 'bytes'), '–');
  });
});

describe('quantityOf', () => {
  it('shows a counter as its rate', () => {
    assert.equal(quantityOf({ instrument: 'counter', unit: 's' }), 'cores');
    assert.equal(quantityOf({ instrument: 'counter', unit: 'By' }), 'bytesPerSecond');
    assert.equal(quantityOf({ instrument: 'counter', unit: '{event}' }), 'perSecond');
    assert.equal(quantityOf({ instrument: 'gauge', unit: 's' }), 'seconds');
  });
});

describe('formatDuration', () => {
  it('shows the two largest units', () => {
    assert.equal(formatDuration(-5), '0 s');
    assert.equal(formatDuration(42_900), '42 s');
    assert.equal(formatDuration(761_000), '12 min 41 s');
    assert.equal(formatDuration(11_100_000), '3 h 05 min');
    assert.equal(formatDuration(187_200_000), '2 d 4 h');
  });
});
