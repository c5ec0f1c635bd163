import assert from 'node:assert/strict';
import { StopHistory } from '../../../src/stepping/stopHistory';
import { placeTexts, stepText } from '../../../src/stepping/stepText';

const place = { path: 'a.js', line: 3 };

describe('StopHistory', () => {
  it('tells count, mean and p95 of each place by itself', () => {
    const history = new StopHistory();
    history.add({ path: 'a.js', line: 4 }, { elapsedMs: 900 });
    history.add({ path: 'b.js', line: 3 }, { elapsedMs: 900 });
    for (let i = 0; i < 20; i += 1) history.add(place, { elapsedMs: i, cpuSeconds: 0.5 });
    const known = history.add(place, { elapsedMs: 20 });
    assert.deepEqual(known, {
      count: 21,
      elapsedMs: { mean: 10, p95: 19 },
      cpuSeconds: { mean: 0.5, p95: 0.5 },
    });
  });

  it('forgets the place that was reached longest ago, and of one place the oldest stops', () => {
    const history = new StopHistory();
    for (let line = 1; line <= 500; line += 1) history.add({ path: 'a.js', line }, { elapsedMs: 1 });
    history.add({ path: 'a.js', line: 1 }, { elapsedMs: 1 });
    history.add({ path: 'a.js', line: 501 }, { elapsedMs: 1 });
    assert.equal(history.add({ path: 'a.js', line: 1 }, { elapsedMs: 1 }).count, 3);
    assert.equal(history.add({ path: 'a.js', line: 2 }, { elapsedMs: 1 }).count, 1);
    for (let i = 0; i < 1_500; i += 1) history.add(place, { elapsedMs: 5 });
    assert.equal(history.add(place, { elapsedMs: 5 }).count, 1_000);
  });
});

describe('the text of a step', () => {
  it('leaves out what is not known and changes that are noise', () => {
    assert.equal(stepText({ elapsedMs: 12 }), '12 ms');
    assert.equal(stepText({ elapsedMs: 1_500, cpuSeconds: 0.01, memoryBytes: 9_999 }), '1.5 s · CPU 10 ms');
    assert.equal(
      stepText({ elapsedMs: 12, cpuSeconds: 0.0101, memoryBytes: 1_230_000, heapBytes: -4_000_000 }),
      '12 ms · CPU 10.1 ms · memory +1.23 MB · heap −4 MB',
    );
  });

  it('says what is known of a place', () => {
    assert.deepEqual(placeTexts({ count: 1, elapsedMs: { mean: 12, p95: 12 } }), [
      'reached once',
      'time: mean 12 ms, p95 12 ms',
    ]);
    assert.deepEqual(
      placeTexts({ count: 4, elapsedMs: { mean: 12, p95: 20 }, cpuSeconds: { mean: 0.01, p95: 0.02 } }),
      ['reached 4 times', 'time: mean 12 ms, p95 20 ms', 'CPU: mean 10 ms, p95 20 ms'],
    );
  });
});
