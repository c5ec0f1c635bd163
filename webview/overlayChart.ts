import type { Comparison } from '../src/shared/comparison';
import { formatDuration, formatText } from '../src/shared/units';
import { element } from './dom';
import { displayText } from './displayText';
import { t } from './l10n';

const WIDTH = 400;
const HEIGHT = 120;
const SVG = 'http://www.w3.org/2000/svg';

/** One metric of several runs over the time that each had been active: told apart by colour and by dashes. */
export function createOverlayChart(chart: Comparison['charts'][number], runs: readonly string[]): HTMLElement {
  const { title, quantity, lines } = chart;
  const spanMs = Math.max(1, ...lines.map(({ times }) => times.at(-1) ?? 0));
  const highest = Math.max(0, ...lines.flatMap(({ values }) => [...values]));
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', t('{0} of {1} runs, up to {2}', title, lines.length, formatText(highest, quantity)));
  lines.forEach(({ times, values }, run) => {
    const points = [...times].map((timeMs, i) => {
      const y = HEIGHT * (1 - (values[i] ?? 0) / (highest || 1));
      return `${((WIDTH * timeMs) / spanMs).toFixed(1)},${y.toFixed(1)}`;
    });
    const line = document.createElementNS(SVG, 'polyline');
    line.setAttribute('points', points.join(' '));
    line.setAttribute('class', styleOf(run));
    svg.append(line);
  });
  const legend = element(
    'ul',
    { class: 'overlay-legend' },
    ...runs.map((label, run) => element('li', { class: `overlay-label ${styleOf(run)}`, text: label })),
  );
  const axis = element(
    'div',
    { class: 'overlay-axis' },
    element('span', { text: '0' }),
    element('span', { text: formatDuration(spanMs) }),
  );
  const top = t('{0}, up to {1}', displayText(title), formatText(highest, quantity));
  const caption = element('figcaption', { text: top });
  return element('figure', { class: 'overlay' }, caption, svg, axis, legend);
}

/** More runs than colours begin anew. */
const STYLES = 5;

function styleOf(run: number): string {
  return `run-line run-${run % STYLES}`;
}
