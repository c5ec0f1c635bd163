import assert from 'node:assert/strict';
import { traceLine, type Path, type Plot } from '../../../webview/drawLine';
import { seriesWith } from './builders';

/** 100 pixels for 100 ms and for values up to 100, the origin at the lower left. */
const PLOT: Plot = { range: { fromMs: 0, toMs: 100 }, maximum: 100, left: 0, right: 100, top: 0, bottom: 100 };

function trace(points: readonly (readonly [number, number])[], plot = PLOT): { line: string; area: string } {
  const line: string[] = [];
  const area: string[] = [];
  traceLine(seriesWith(points), plot, recorder(line), recorder(area));
  return { line: line.join(' '), area: area.join(' ') };
}

function recorder(into: string[]): Path {
  return {
    moveTo: (x, y) => into.push(`M${x},${100 - y}`),
    lineTo: (x, y) => into.push(`${x},${100 - y}`),
  };
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
      'M10,0 10,5 10,5 20,9 20,0 10,0',
    );
  });

  it('keeps the highest and the lowest of many points in one column of pixels', () => {
    const points = Array.from({ length: 1000 }, (_, index) => [50 + index / 1001, index === 500 ? 90 : 10] as const);
    const { line } = trace([...points, [60, 10]]);
    assert.match(line, /,90 /);
    assert.ok(line.split(' ').length < 10, line);
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
