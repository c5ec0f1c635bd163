import type { ChartId } from '../src/shared/metrics';
import type { Pause } from '../src/shared/state';
import type { Quantity } from '../src/shared/units';
import type { ChartAlerts } from './chartAlerts';
import type { ChartLine } from './chartModel';
import { extentOf, lastKnownValue, latestValue, valueAt } from './series';
import type { Theme } from './theme';
import type { Draft } from './state';
import type { TimeRange } from './timeRange';

/** What one chart shows. Unchanged parts are the same objects from one update to the next. */
export interface ChartContent {
  readonly id: ChartId;
  /** Whose values these are; the axes of another session or process begin afresh. */
  readonly scope: string;
  readonly lines: readonly ChartLine[];
  readonly range: TimeRange;
  /** All that there is to be looked at. */
  readonly bounds: TimeRange;
  /** Whether a person has chosen the range, so that it does not move on. */
  readonly isHeld: boolean;
  /** Whether the newest values are what is so now; else they are the last that are known of the time shown. */
  readonly isPresent: boolean;
  /** The span that is being drawn, to be zoomed into. */
  readonly draft: Draft | undefined;
  readonly pauses: readonly Pause[];
  readonly alerts: ChartAlerts;
  readonly cursorMs: number | undefined;
  /** How far from a sample the crosshair still shows its value, milliseconds. */
  readonly toleranceMs: number;
  readonly theme: Theme;
  /** What has to be known to read the chart rightly; the empty text for nothing. */
  readonly note: string;
  readonly canMeasurePss: boolean;
  /** What the program names, where the chart draws that; and the one name that is drawn, where it is not all of them. */
  readonly names: readonly string[];
  readonly name: string | undefined;
}

/** Whether two contents differ at most in the crosshair and in the span that is being drawn. */
export function isSamePicture(shown: ChartContent | undefined, next: ChartContent): boolean {
  return (
    shown?.lines === next.lines &&
    shown.range === next.range &&
    shown.pauses === next.pauses &&
    shown.alerts === next.alerts &&
    shown.theme === next.theme
  );
}

/** The values of the lines at a moment, in the order of the lines; empty without a moment. */
export function valuesAt(
  { lines, toleranceMs }: ChartContent,
  timeMs: number | undefined,
): readonly (number | undefined)[] {
  return timeMs === undefined ? [] : lines.map(({ series }) => valueAt(series, timeMs, toleranceMs));
}

/** The newest values of the lines, in their order: at present, where a gap is a gap, or the last that are known. */
export function newestValues({ lines, range, isPresent }: ChartContent): readonly (number | undefined)[] {
  return lines.map(({ series }) => (isPresent ? latestValue(series) : lastKnownValue(series, range.toMs)));
}

/** What the values of the chart's axis are. */
export function quantityOf({ lines }: ChartContent): Quantity {
  return lines[0]?.quantity ?? 'count';
}

/** The highest value in sight, a limit that is about to be reached included; `undefined` where there is none. */
export function highestOf({ lines, range, alerts }: ChartContent): number | undefined {
  const highest = lines.flatMap(({ series }) => extentOf(series, range.fromMs, range.toMs)?.max ?? []);
  return highest.length > 0 ? Math.max(...highest, ...alerts.thresholds) : undefined;
}
