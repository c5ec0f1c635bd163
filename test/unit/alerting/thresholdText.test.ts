import assert from 'node:assert/strict';
import { parseAmount } from '../../../src/alerting/thresholdText';
import type { Quantity } from '../../../src/shared/units';

function read(given: unknown, quantity: Quantity, memoryLimitBytes?: number): number | string {
  const parsed = parseAmount(given, quantity, memoryLimitBytes === undefined ? {} : { memoryLimitBytes });
  return parsed.ok ? parsed.value : parsed.allowed;
}

describe('the text of a threshold', () => {
  const readable: readonly (readonly [unknown, Quantity, number])[] = [
    ['1.5 GB', 'bytes', 1.5e9],
    ['1.5gb', 'bytes', 1.5e9],
    ['512 MiB', 'bytes', 512 * 2 ** 20],
    ['1 KiB', 'bytes', 1024],
    ['1 KB', 'bytes', 1000],
    ['2 TB', 'bytes', 2e12],
    [' 10 B ', 'bytes', 10],
    [1_500, 'bytes', 1_500],
    ['1500', 'bytes', 1_500],
    ['1e3', 'bytes', 1_000],
    ['80 %', 'cores', 0.8],
    ['150%', 'cores', 1.5],
    ['2 cores', 'cores', 2],
    ['5 %', 'ratio', 0.05],
    ['50 ms', 'seconds', 0.05],
    ['10 s', 'seconds', 10],
    ['5 min', 'seconds', 300],
    ['1 h', 'seconds', 3600],
    ['20 µs', 'seconds', 2e-5],
    [100, 'count', 100],
    ['1 MB/s', 'bytesPerSecond', 1e6],
    ['60 MB/min', 'bytesPerSecond', 1e6],
    ['30 /min', 'perSecond', 0.5],
    ['2/s', 'perSecond', 2],
  ];
  for (const [given, quantity, value] of readable) {
    it(`reads ${JSON.stringify(given)} as ${quantity}`, () => {
      const parsed = read(given, quantity);
      assert.ok(typeof parsed === 'number', String(parsed));
      assert.ok(Math.abs(parsed - value) <= 1e-9 * value, `${parsed}`);
    });
  }

  it('takes a share of the memory where that is known', () => {
    assert.equal(read('80 %', 'bytes', 10e9), 8e9);
    assert.match(String(read('80 %', 'bytes')), /^a number of bytes/);
  });

  const refused: readonly (readonly [unknown, Quantity, RegExp])[] = [
    ['1.5 XB', 'bytes', /"1\.5 GB", "512 MiB"/],
    ['80 % of', 'cores', /"80 %" \(of one core\)/],
    ['50 MB', 'seconds', /"50 ms"/],
    ['3 apples', 'count', /a number such as 100/],
    ['5 MB', 'bytesPerSecond', /"20 MB\/min"/],
    ['5 constructor', 'bytes', /a number of bytes/],
    ['1 /s/s', 'perSecond', /per second/],
    ['', 'bytes', /a number of bytes/],
    [null, 'ratio', /from 0 to 1/],
    [NaN, 'count', /a number/],
    [{}, 'cores', /a number of cores/],
  ];
  for (const [given, quantity, allowed] of refused) {
    it(`refuses ${JSON.stringify(given)} as ${quantity} and says what is allowed`, () => {
      assert.match(String(read(given, quantity)), allowed);
    });
  }
});
