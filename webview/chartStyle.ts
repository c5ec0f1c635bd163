import type { ChartId } from '../src/shared/metrics';
import type { LineColour, Theme } from './theme';

/** How one line is drawn. */
export interface LineStyle {
  readonly colour: string;
  readonly widthPx: number;
  /** Lengths of dash and space, pixels; empty for a solid line. */
  readonly dash: readonly number[];
  readonly fillOpacity: number;
}

const SEVERAL: readonly LineColour[] = ['blue', 'yellow', 'green', 'purple', 'red'];

/** The colours of the lines of each chart, in their order. */
const COLOURS: Readonly<Record<ChartId, readonly LineColour[]>> = {
  cpu: ['blue', 'yellow'],
  memory: ['purple'],
  eventLoop: ['yellow', 'green', 'red'],
  requests: ['green', 'yellow', 'red', 'purple'],
  responseTime: ['blue', 'green', 'red'],
  application: SEVERAL,
  applicationRates: SEVERAL,
  applicationDistributions: SEVERAL,
  heap: ['purple', 'blue', 'yellow'],
  io: ['green', 'yellow'],
  disk: ['green', 'yellow'],
  threads: ['blue', 'yellow'],
  descriptors: ['purple'],
  switches: ['blue', 'yellow'],
  faults: ['green', 'red'],
  utilization: ['yellow'],
  garbage: ['green', 'red', 'yellow', 'blue'],
  resources: SEVERAL,
  sentRequests: ['green', 'yellow', 'red', 'purple'],
  machine: ['blue', 'red', 'purple', 'yellow'],
  machineMemory: ['purple', 'green'],
};

/**
 * The style of a chart's line. The first line is filled and solid, later ones are not filled; in high contrast, where
 * some colours are near to each other, later ones are dashed as well.
 */
export function lineStyle(chart: ChartId, index: number, theme: Theme): LineStyle {
  const isFirst = index === 0;
  return {
    colour: theme.lines[COLOURS[chart][index] ?? 'foreground'],
    widthPx: theme.isHighContrast ? 2 : 1.5,
    dash: !isFirst && theme.isHighContrast ? [5, 3] : [],
    fillOpacity: isFirst && !theme.isHighContrast ? 0.14 : 0,
  };
}
