import assert from 'node:assert/strict';
import { traceLine } from '../../../webview/drawLine';
import { seriesWith } from './builders';
import { PLOT, recorder } from './drawing';

function trace(points: readonly (readonly [number, number])[], plot = PLOT): { line: string; area: string } {
  const line: string[] = [];
  const area: string[] = [];
  traceLine(seriesWith(points), plot, recorder(line), recorder(area));
  return { line: line.join(' '), area: area.join(' ') };
}

describe('a traced line', () => {
  it('connects its points', () => {
    assert.equal(
      trace([
        [10, 5],
        [20, 9],
      ]).line,
      'M10,5 10,5 20,9',
    );
  });

  it('is broken at a gap', () => {
    assert.equal(
      trace([
        [10, 5],
        [20, NaN],
        [30, 7],
      ]).line,
      'M10,5 10,5 M30,7 30,7',
    );
  });

  it('bounds an area that goes down to zero at both ends of every stretch', () => {
    assert.equal(
      trace([
        [10, 5],
        [20, 9],
        [30, NaN],
      ]).area,
      'M10,0 10,5 20,9 20,0 10,0',
    );
  });

  it('keeps the highest and the lowest of many points in one column of pixels', () => {
    const points = Array.from({ length: 1000 }, (_, index) => [50 + index / 1001, index === 500 ? 90 : 10] as const);
    assert.match(trace([...points, [60, 10]]).line, /^M50,10 50,10 50\.4\d*,90 60,10$/);
  });

  it('keeps the same points when the picture moves on by less than a pixel', () => {
    const points = Array.from({ length: 1000 }, (_, index) => [index / 10, (index * 37) % 100] as const);
    const moved = trace(points, { ...PLOT, range: { fromMs: 0.4, toMs: 100.4 } });
    const values = (line: string): readonly string[] =>
      line
        .split(' ')
        .slice(10, -10)
        .map((point) => point.split(',')[1] ?? '');
    assert.deepEqual(values(moved.line), values(trace(points).line));
  });

  it('begins with the last point before the range and ends with the first one after it', () => {
    assert.equal(
      trace([
        [-30, 1],
        [-10, 2],
        [50, 3],
        [110, 4],
        [130, 5],
      ]).line,
      'M-10,2 -10,2 50,3 110,4',
    );
  });

  it('is empty for an empty series', () => {
    assert.equal(trace([]).line, '');
  });
});
