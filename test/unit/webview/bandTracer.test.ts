import assert from 'node:assert/strict';
import { BandTracer, isDense } from '../../../webview/bandTracer';
import type { Columns } from '../../../webview/slots';
import { noise } from '../../e2e/preview/noise';
import { seriesWith } from './builders';
import { PLOT, RecordedPath } from './drawing';

type Points = readonly (readonly [number, number])[];

function band(points: Points): { line: string; area: string } {
  return traced(new BandTracer(() => new RecordedPath()), seriesWith(points));
}

function traced(tracer: BandTracer<RecordedPath>, columns: Columns, fromMs = 0): { line: string; area: string } {
  const line = new RecordedPath();
  const area = new RecordedPath();
  tracer.trace(columns, { ...PLOT, range: { fromMs, toMs: fromMs + 100 } }, 2, line, area);
  return { line: String(line), area: String(area) };
}

/** Without what lies left of the plot or in its first pixel, where a band that is traced anew may begin later. */
function inSight(path: string): string {
  return path
    .split(' ')
    .filter((point) => parseFloat(point.replace('M', '')) >= 1)
    .join(' ');
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

  it('is the same whether its pieces were traced before or are traced now, wherever it is looked at', () => {
    const random = noise(1);
    const whole = seriesWith(
      Array.from({ length: 3000 }, (_, index) => [index / 4, index % 400 < 5 ? NaN : 100 * random()]),
    );
    const upTo = (count: number): Columns => ({
      times: whole.times.subarray(0, count),
      values: whole.values.subarray(0, count),
    });
    const tracer = new BandTracer(() => new RecordedPath());
    // It moves on as points come, then back and forth over all of them.
    const looks = [
      ...Array.from({ length: 300 }, (_, step) => ({ columns: upTo(410 + step * 3), fromMs: step * 0.75 })),
      ...[120.5, 60, 0, 333, 650, 640.25, 10].map((fromMs) => ({ columns: whole, fromMs })),
    ];
    for (const { columns, fromMs } of looks) {
      const fresh = traced(new BandTracer(() => new RecordedPath()), columns, fromMs);
      const again = traced(tracer, columns, fromMs);
      assert.equal(inSight(again.line), inSight(fresh.line), `from ${fromMs}`);
      assert.equal(inSight(again.area), inSight(fresh.area), `from ${fromMs}`);
    }
  });

  it('traces only its last piece anew when points are added', () => {
    let created = 0;
    const tracer = new BandTracer(() => {
      created += 1;
      return new RecordedPath();
    });
    const whole = seriesWith(Array.from({ length: 900 }, (_, index) => [index / 4, index % 7]));
    const upTo = (count: number): Columns => ({
      times: whole.times.subarray(0, count),
      values: whole.values.subarray(0, count),
    });
    traced(tracer, upTo(796), 100);
    assert.equal(created, 4);
    traced(tracer, upTo(800), 101);
    assert.equal(created, 6);
    // Other values are another line.
    traced(tracer, seriesWith([[150, 1]]), 101);
    assert.equal(created, 8);
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
