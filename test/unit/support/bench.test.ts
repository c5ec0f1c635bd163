import assert from 'node:assert/strict';
import { benchText, bootstrapIqr, medianInterval, paired, spreadOf } from '../../support/bench';

describe('paired', () => {
  it('alternates which one comes first and leaves the warm-up out', async () => {
    const order: string[] = [];
    const figure = (name: string, value: number) => () => {
      order.push(name);
      return value;
    };
    const { a, b, ratio } = await paired(figure('a', 6), figure('b', 3), { rounds: 2, warmUp: 1 });
    assert.deepEqual(order, ['b', 'a', 'a', 'b', 'b', 'a']);
    assert.deepEqual([a.median, b.median, ratio.median], [6, 3, 2]);
  });

  it('takes the ratio round by round', async () => {
    const drifting = [10, 20, 40];
    const halves = [5, 10, 20];
    const next = (figures: number[]) => () => Promise.resolve(figures.shift() ?? NaN);
    const { ratio } = await paired(next(drifting), next(halves), { rounds: 3, warmUp: 0 });
    assert.deepEqual(ratio, { median: 2, iqr: 0 });
  });
});

describe('medianInterval', () => {
  it('lies around the median, by the ranks of the sign test', () => {
    // For 100 figures the interval goes from the 40th to the 61st.
    const figures = Array.from({ length: 100 }, (_, i) => (i * 37) % 100);
    assert.deepEqual(medianInterval(figures), { low: 39, high: 60 });
  });

  it('is not known of a few figures', () => {
    assert.deepEqual(medianInterval([1, 2, 3]), { low: NaN, high: NaN });
  });
});

describe('spreadOf', () => {
  it('interpolates median and quartiles', () => {
    assert.deepEqual(spreadOf([4, 1, 3, 2]), { median: 2.5, iqr: 1.5 });
  });
});

describe('benchText', () => {
  it('ends with one line of JSON for each row', () => {
    const row = { label: 'ours', metric: 'appends', median: 1_234, spread: 0.5, unit: 'per second' };
    const lines = benchText({ name: 'store', rows: [row], summary: 'Fine.' })
      .trimEnd()
      .split('\n');
    assert.deepEqual(JSON.parse(lines.at(-1) ?? ''), { bench: 'store', ...row });
    assert.ok(lines.includes('Fine.'));
  });
});

describe('bootstrapIqr', () => {
  const mean = (figures: readonly number[]): number => figures.reduce((sum, one) => sum + one, 0) / figures.length;

  it('is about that of the normal distribution for a mean', () => {
    const figures = Array.from({ length: 400 }, (_, i) => i / 400);
    // A uniform distribution's standard error is sqrt(1 / 12 / n); the quartiles lie 0.674 of it to each side.
    const expected = 2 * 0.674 * Math.sqrt(1 / 12 / 400);
    assert.ok(Math.abs(bootstrapIqr(figures, mean) / expected - 1) < 0.15);
  });

  it('is nothing for figures that are all alike, and no number for none', () => {
    assert.equal(bootstrapIqr([3, 3, 3], mean), 0);
    assert.equal(bootstrapIqr([], mean), NaN);
  });
});
