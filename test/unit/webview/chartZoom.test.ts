import assert from 'node:assert/strict';
import { wheeled, zoomKey, type ChartZoomTarget } from '../../../webview/chartZoom';
import type { Draft } from '../../../webview/state';
import type { TimeRange } from '../../../webview/timeRange';

const RANGE = { fromMs: 20_000, toMs: 60_000 };
const BOUNDS = { fromMs: 0, toMs: 100_000 };

/** A chart that remembers what was chosen last. */
class Target implements ChartZoomTarget {
  chosen: TimeRange | undefined | 'nothing' = 'nothing';
  drawn: Draft | undefined;

  constructor(
    private readonly cursor: number | undefined,
    private readonly held = false,
  ) {}

  readonly range = (): TimeRange => RANGE;
  readonly bounds = (): TimeRange => BOUNDS;
  readonly isHeld = (): boolean => this.held;
  readonly cursorMs = (): number | undefined => this.cursor;
  readonly draft = (): Draft | undefined => this.drawn;
  onDraft(draft: Draft | undefined): void {
    this.drawn = draft;
  }
  onRange(range: TimeRange | undefined): void {
    this.chosen = range;
  }
}

describe('the keys that zoom', () => {
  it('zoom around the crosshair, else around now', () => {
    const atCursor = new Target(20_000);
    assert.equal(zoomKey('+', atCursor), true);
    assert.deepEqual(atCursor.chosen, { fromMs: 20_000, toMs: 44_000 });
    const live = new Target(undefined);
    zoomKey('+', live);
    assert.deepEqual(live.chosen, { fromMs: 36_000, toMs: 60_000 });
  });

  it('move by half of what is in sight, and follow again', () => {
    const target = new Target(undefined);
    zoomKey('PageUp', target);
    assert.deepEqual(target.chosen, { fromMs: 0, toMs: 40_000 });
    zoomKey('0', target);
    assert.equal(target.chosen, undefined);
  });

  it('draw a span from one Enter to the next', () => {
    const target = new Target(30_000);
    zoomKey('Enter', target);
    assert.deepEqual(target.drawn, { anchorMs: 30_000, headMs: 30_000 });
    target.onDraft({ anchorMs: 50_000, headMs: 30_000 });
    zoomKey('Enter', target);
    assert.deepEqual(target.chosen, { fromMs: 30_000, toMs: 50_000 });
  });

  it('leave other keys alone', () => {
    assert.equal(zoomKey('a', new Target(1)), false);
    assert.equal(zoomKey('Enter', new Target(undefined)), false);
  });
});

describe('the wheel over a chart', () => {
  const wheel = { deltaX: 0, deltaY: 100, shiftKey: false, ctrlKey: false };

  it('scrolls the page while the chart follows, and moves a span that is held', () => {
    assert.equal(wheeled(wheel, 400, 40_000, new Target(undefined)), undefined);
    assert.deepEqual(wheeled(wheel, 400, 40_000, new Target(undefined, true)), { fromMs: 30_000, toMs: 70_000 });
  });

  it('moves sideways at any time', () => {
    const sideways = { ...wheel, deltaX: -200, deltaY: 0 };
    assert.deepEqual(wheeled(sideways, 400, 40_000, new Target(undefined)), { fromMs: 0, toMs: 40_000 });
    assert.deepEqual(wheeled({ ...wheel, shiftKey: true }, 400, 0, new Target(undefined)), {
      fromMs: 30_000,
      toMs: 70_000,
    });
  });

  it('zooms with Ctrl around the pointer', () => {
    const range = wheeled({ ...wheel, deltaY: -300, ctrlKey: true }, 400, 20_000, new Target(undefined));
    assert.ok(range);
    assert.equal(range.fromMs, 20_000);
    assert.equal(Math.round(range.toMs - 20_000), Math.round(40_000 / Math.E));
  });
});
