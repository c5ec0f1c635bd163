import type { Chart, Plugin } from 'chart.js';
import type { AlertSpan, ChartAlerts } from './chartAlerts';
import type { Theme } from './theme';

/** What is drawn of alerts, and in which colours. */
export interface AlertOverlay {
  readonly theme: Theme;
  readonly alerts: ChartAlerts;
}

/** Opacity of the tint of an alert. */
const TINT = 0.12;

/**
 * Draws the spans in which an alert stood under the lines, and the limits dashed over them: those that are broken in red,
 * those of silent rules muted, where they are in sight.
 */
export function alertMarks(overlay: () => AlertOverlay): Plugin<'columnLine'> {
  return {
    id: 'alertMarks',
    beforeDatasetsDraw(chart) {
      const { theme, alerts } = overlay();
      for (const span of alerts.spans) drawSpan(chart, theme, span);
    },
    afterDatasetsDraw(chart) {
      const { theme, alerts } = overlay();
      for (const limit of alerts.limits) drawThreshold(chart, theme, limit, 'silent');
      for (const threshold of alerts.thresholds) drawThreshold(chart, theme, threshold, 'broken');
    },
  };
}

function drawSpan(chart: Chart, theme: Theme, { fromMs, toMs, severity }: AlertSpan): void {
  const scale = chart.scales.x;
  if (scale === undefined || fromMs > scale.max || (toMs ?? scale.max) < scale.min) return;
  const { ctx, chartArea } = chart;
  const left = Math.max(chartArea.left, scale.getPixelForValue(fromMs));
  const right = Math.min(chartArea.right, scale.getPixelForValue(toMs ?? scale.max));
  ctx.save();
  ctx.fillStyle = severity === 'critical' ? theme.lines.red : theme.lines.yellow;
  if (!theme.isHighContrast) {
    ctx.globalAlpha = TINT;
    ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
  }
  // A bar along the top tells it from a pause without colour.
  ctx.globalAlpha = 1;
  ctx.fillRect(left, chartArea.top, Math.max(2, right - left), 2);
  ctx.restore();
}

function drawThreshold(chart: Chart, theme: Theme, threshold: number, kind: 'silent' | 'broken'): void {
  const y = chart.scales.y?.getPixelForValue(threshold);
  const { ctx, chartArea } = chart;
  if (y === undefined || y < chartArea.top || y > chartArea.bottom) return;
  ctx.save();
  ctx.strokeStyle = kind === 'broken' ? theme.lines.red : theme.muted;
  ctx.lineWidth = kind === 'broken' && theme.isHighContrast ? 2 : 1;
  // Behind the data, not before it.
  ctx.globalAlpha = kind === 'broken' || theme.isHighContrast ? 1 : 0.6;
  ctx.setLineDash([6, 4]);
  ctx.beginPath();
  ctx.moveTo(chartArea.left, Math.round(y) + 0.5);
  ctx.lineTo(chartArea.right, Math.round(y) + 0.5);
  ctx.stroke();
  ctx.restore();
}
