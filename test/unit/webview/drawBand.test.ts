import assert from 'node:assert/strict';
import { isDense, traceBand } from '../../../webview/drawBand';
import { seriesWith } from './builders';
import { PLOT, recorder } from './drawing';

type Points = readonly (readonly [number, number])[];

function band(points: Points): { line: string; area: string } {
  const line: string[] = [];
  const area: string[] = [];
  traceBand(seriesWith(points), PLOT, 2, recorder(line), recorder(area));
  return { line: line.join(' '), area: area.join(' ') };
}

describe('a band', () => {
  it('reaches from the lowest to the highest of the points in each column of pixels, half a line wider', () => {
    const { line } = band([
      [10, 20],
      [10.5, 50],
      [11, 30],
      [11.5, 40],
    ]);
    assert.equal(line, 'M9.25,51 10.25,51 11.25,41 12.25,41 12.25,29 11.25,29 10.25,19 9.25,19');
  });

  it('spans the way from one column to the next', () => {
    const { line } = band([
      [10, 10],
      [11, 80],
      [12, 20],
    ]);
    assert.equal(line, 'M9,11 10,11 11,81 12,81 13,81 13,19 12,19 11,9 10,9 9,9');
  });

  it('is broken at a gap, and shows a lone point', () => {
    const { line } = band([
      [10, 10],
      [11, NaN],
      [12, 10],
    ]);
    assert.equal(line, 'M9,11 10,11 11,11 11,9 10,9 9,9 M11,11 12,11 13,11 13,9 12,9 11,9');
  });

  it('has an area under its upper edge, one for each stretch', () => {
    const { area } = band([
      [10, 10],
      [11, 30],
      [12, NaN],
    ]);
    assert.equal(area, 'M10,0 10,11 11,31 11,0');
  });

  it('is empty for an empty series', () => {
    assert.deepEqual(band([]), { line: '', area: '' });
  });

  it('is for lines with several points in a pixel', () => {
    const pointsEachMs = (count: number): Points =>
      Array.from({ length: 100 * count }, (_, index) => [index / count, 1]);
    assert.equal(isDense(seriesWith(pointsEachMs(1)), PLOT), false);
    assert.equal(isDense(seriesWith(pointsEachMs(3)), PLOT), true);
  });
});
