import type { ChartOptions } from 'chart.js';
import { TIME_LABELS_PX, VALUE_LABEL_PX } from './chartAxes';

/**
 * The options of a chart, the same for all and for good: linear scales between bounds that `moveScales` sets, which draw
 * nothing themselves.
 */
export function chartOptions(): ChartOptions<'columnLine'> {
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    // Pointer and keys are handled by chartInput: Chart.js would look for the nearest of points that it does not have.
    events: [],
    layout: { autoPadding: false, padding: { top: VALUE_LABEL_PX, bottom: TIME_LABELS_PX } },
    scales: {
      x: { type: 'linear', display: false, bounds: 'data', ticks: NO_TICKS },
      y: { type: 'linear', display: false, bounds: 'data', min: 0, ticks: NO_TICKS },
    },
    plugins: { decimation: { enabled: false } },
  };
}

/** Chart.js would write and measure the labels of scales that it does not draw. */
const NO_TICKS = { display: false, callback: () => '' };
