import assert from 'node:assert/strict';
import type { Statistics } from '../../../src/shared/statistics';
import { tilesOf } from '../../../webview/tileModel';
import { seriesWith, sessionWith, snapshotWith, stateAfter } from './builders';

const FIGURES: Statistics = { count: 2, mean: 3, median: 3, min: 2e6, max: 4e6, p50: 3, p95: 4, p99: 4, stdDev: 1 };
const statistics = [{ metric: 'process.memory.usage' as const, run: FIGURES }];
const memory = (...values: number[]): ReturnType<typeof seriesWith> =>
  seriesWith(values.map((value, index) => [index * 1000, value] as const));

const RANGE = { fromMs: 0, toMs: 29_000 };

describe('the tiles', () => {
  it('show the present value', () => {
    const [tile] = tilesOf(stateAfter(snapshotWith({ series: [memory(1e6, 2.5e6)] })), RANGE);
    assert.deepEqual(tile?.value, { value: '2.5', unit: 'MB' });
    assert.equal(tile.qualifier, undefined);
  });

  it('show a dash in a gap', () => {
    const [tile] = tilesOf(stateAfter(snapshotWith({ series: [memory(1e6, NaN)] })), RANGE);
    assert.equal(tile?.value.value, '–');
  });

  it('show the last value while the debugger holds the program, and say so', () => {
    const sessions = [sessionWith({ state: 'paused' })];
    const [tile] = tilesOf(stateAfter(snapshotWith({ sessions, series: [memory(1e6, NaN)] })), RANGE);
    assert.deepEqual(tile?.value, { value: '1', unit: 'MB' });
    assert.equal(tile.qualifier, 'last');
  });

  it('show the peak of a run that is over, and say so', () => {
    const sessions = [sessionWith({ state: 'ended', endedAtMs: 5000 })];
    const [tile] = tilesOf(stateAfter(snapshotWith({ sessions, statistics, series: [memory(2e6)] })), RANGE);
    assert.deepEqual(tile?.value, { value: '4', unit: 'MB' });
    assert.equal(tile.qualifier, 'peak');
  });

  it('show the highest value that is there of what has no statistics, as the machine has none', () => {
    const sessions = [sessionWith({ state: 'ended', endedAtMs: 5000 })];
    const series = [
      seriesWith(
        [
          [1000, 0.5],
          [2000, 0.9],
          [3000, NaN],
        ],
        'system.cpu.utilization',
      ),
    ];
    const [tile] = tilesOf(stateAfter(snapshotWith({ sessions, statistics, series })), RANGE);
    assert.deepEqual(tile?.value, { value: '90', unit: '%' });
  });

  it('say which way the values went over the time shown', () => {
    const going = (valueAt: (second: number) => number): ReturnType<typeof memory> =>
      memory(...Array.from({ length: 30 }, (_, second) => valueAt(second)));
    const trendOfTile = (series: ReturnType<typeof memory>): unknown =>
      tilesOf(stateAfter(snapshotWith({ series: [series] })), RANGE)[0]?.trend;
    assert.equal(trendOfTile(going((second) => 100 + second)), 'rising');
    assert.equal(trendOfTile(going((second) => 100 - second)), 'falling');
    assert.equal(trendOfTile(going((second) => 100 + (second % 3))), 'steady');
    assert.equal(trendOfTile(going(() => 0)), 'steady');
    assert.equal(trendOfTile(going((second) => (second < 25 ? NaN : second))), undefined);
    assert.equal(trendOfTile(memory(1, 2)), undefined);
  });
});
