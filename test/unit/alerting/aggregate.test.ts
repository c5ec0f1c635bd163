import assert from 'node:assert/strict';
import { createAggregate } from '../../../src/alerting/aggregate';
import type { Aggregate } from '../../../src/shared/alertRuleSettings';
import { T0 } from '../../support/rounds';
import { timed } from '../../support/seriesNotation';

/** The last aggregate over a window of ten seconds, of values that come each second. */
function aggregateOf(kind: Aggregate, notation: string, isCounter = false): number | undefined {
  const aggregate = createAggregate(kind, 10_000, isCounter);
  let last: number | undefined;
  for (const { timeMs, value } of timed(notation, 1000, T0))
    if (value !== undefined) last = aggregate.add(timeMs, value);
  return last;
}

describe('the aggregates of an alert rule', () => {
  const figures: readonly (readonly [Aggregate, string, number])[] = [
    ['last', '1 2 9', 9],
    ['mean', '100x5 1+1x9', 5.5],
    ['max', '100 1+1x9', 10],
    ['min', '0 1+1x9', 1],
    ['p95', '100 1+1x9', 9.55],
    ['p99', '100 1+1x9', 9.91],
    ['rate', '0 10+3x9', 3],
    ['mean', '4 _x20 6', 6],
  ];
  for (const [kind, notation, figure] of figures) {
    it(`take ${kind} over the window: ${notation}`, () => {
      const value = aggregateOf(kind, notation) ?? NaN;
      assert.ok(Math.abs(value - figure) < 1e-9, `${value}`);
    });
  }

  it('have no rate of a single value', () => {
    assert.equal(aggregateOf('rate', '5'), undefined);
  });

  it('take the mean as the rate of a counter, whose values are rates already', () => {
    assert.equal(aggregateOf('rate', '2 4', true), 3);
  });

  it('take a slope only where the growth is steady, else 0', () => {
    assert.ok(Math.abs((aggregateOf('slope', '100+5x20') ?? NaN) - 5) < 0.01);
    assert.equal(aggregateOf('slope', '100 90 105 95 100 90 105 95 100 90 105 95'), 0);
  });

  for (const kind of ['mean', 'slope'] as const) {
    it(`leave out a pause: ${kind}`, () => {
      const [through, paused] = [createAggregate(kind, 10_000, false), createAggregate(kind, 10_000, false)];
      const told: (number | undefined)[][] = [[], []];
      for (let second = 0; second < 20; second++) {
        if (second === 12) paused.skip(600_000);
        told[0]?.push(through.add(T0 + second * 1000, second * second));
        told[1]?.push(paused.add(T0 + second * 1000 + (second < 12 ? 0 : 600_000), second * second));
      }
      assert.deepEqual(told[1], told[0]);
    });

    it(`forget everything: ${kind}`, () => {
      const [used, fresh] = [createAggregate(kind, 10_000, false), createAggregate(kind, 10_000, false)];
      for (let second = 0; second < 15; second++) used.add(T0 + second * 1000, 50 * second);
      used.clear();
      for (let second = 20; second < 30; second++) {
        assert.equal(used.add(T0 + second * 1000, second), fresh.add(T0 + second * 1000, second));
      }
    });
  }
});
