import { query } from '../series/queryPoints';
import type { TimeSeries } from '../series/timeSeries';
import { formatText, type Quantity } from '../shared/units';

/** What is drawn: a series from `fromMs` to `toMs` (epoch milliseconds), a title, and what its values mean. */
export interface ReportChart {
  readonly title: string;
  readonly series: TimeSeries;
  readonly quantity: Quantity;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * A line chart from zero to the highest value as an SVG picture; undefined where there are fewer than two points. It has
 * no background, and colours that can be seen on a light one and a dark one: a picture does not know the theme.
 */
export function reportChart({ title, series, quantity, fromMs, toMs }: ReportChart): string | undefined {
  const { timesMs, max } = query(series, fromMs, toMs, PLOT.width);
  const values = max.filter((value) => !Number.isNaN(value));
  if (values.length < 2) return undefined;
  const highest = values.reduce((most, value) => Math.max(most, value), 0);
  const x = (timeMs: number): number => ((timeMs - fromMs) / (toMs - fromMs)) * PLOT.width;
  const y = (value: number): number => PLOT.top + PLOT.height * (1 - (highest === 0 ? 0 : value / highest));
  let isLifted = true;
  const path = [...timesMs].map((timeMs, i) => {
    const value = max[i] ?? NaN;
    if (Number.isNaN(value)) {
      isLifted = true;
      return '';
    }
    const step = `${isLifted ? 'M' : 'L'}${x(timeMs).toFixed(1)} ${y(value).toFixed(1)}`;
    isLifted = false;
    return step;
  });
  const bottom = PLOT.top + PLOT.height;
  const text = (left: number, baseline: number, anchor: string, words: string): string =>
    `<text x="${left}" y="${baseline}" text-anchor="${anchor}">${escaped(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PLOT.width}" height="${bottom + 20}" fill="${GREY}" ` +
      'font-family="sans-serif" font-size="12">',
    text(0, 12, 'start', title),
    text(PLOT.width, 12, 'end', `at most ${formatText(highest, quantity)}`),
    `<path d="M0 ${PLOT.top}H${PLOT.width}M0 ${bottom}H${PLOT.width}" stroke="${GREY}" stroke-opacity="0.4" fill="none"/>`,
    `<path d="${path.join('')}" stroke="${BLUE}" stroke-width="1.5" stroke-linejoin="round" fill="none"/>`,
    text(0, bottom + 15, 'start', `${Math.round((toMs - fromMs) / 1_000)} s before`),
    text(PLOT.width, bottom + 15, 'end', 'the end'),
    '</svg>',
  ].join('');
}

const PLOT = { width: 640, height: 90, top: 20 } as const;
const GREY = '#808080';
const BLUE = '#3794ff';

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
