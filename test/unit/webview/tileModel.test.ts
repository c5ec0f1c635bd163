import assert from 'node:assert/strict';
import type { Statistics } from '../../../src/shared/statistics';
import { tilesOf } from '../../../webview/tileModel';
import { seriesWith, sessionWith, snapshotWith, stateAfter } from './builders';

const FIGURES: Statistics = { count: 2, mean: 3, median: 3, min: 2e6, max: 4e6, p50: 3, p95: 4, p99: 4, stdDev: 1 };
const statistics = [{ metric: 'process.memory.usage' as const, run: FIGURES }];
const memory = (...values: number[]): ReturnType<typeof seriesWith> =>
  seriesWith(values.map((value, index) => [index * 1000, value] as const));

describe('the tiles', () => {
  it('show the present value', () => {
    const [tile] = tilesOf(stateAfter(snapshotWith({ series: [memory(1e6, 2.5e6)] })));
    assert.deepEqual(tile?.value, { value: '2.5', unit: 'MB' });
    assert.equal(tile.qualifier, undefined);
  });

  it('show a dash in a gap', () => {
    const [tile] = tilesOf(stateAfter(snapshotWith({ series: [memory(1e6, NaN)] })));
    assert.equal(tile?.value.value, '–');
  });

  it('show the last value while the debugger holds the program, and say so', () => {
    const sessions = [sessionWith({ state: 'paused' })];
    const [tile] = tilesOf(stateAfter(snapshotWith({ sessions, series: [memory(1e6, NaN)] })));
    assert.deepEqual(tile?.value, { value: '1', unit: 'MB' });
    assert.equal(tile.qualifier, 'last');
  });

  it('show the peak of a run that is over, and say so', () => {
    const sessions = [sessionWith({ state: 'ended', endedAtMs: 5000 })];
    const [tile] = tilesOf(stateAfter(snapshotWith({ sessions, statistics, series: [memory(2e6)] })));
    assert.deepEqual(tile?.value, { value: '4', unit: 'MB' });
    assert.equal(tile.qualifier, 'peak');
  });
});
