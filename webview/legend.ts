import { formatValue } from '../src/shared/units';
import type { ChartLine } from './chartModel';
import type { LineStyle } from './chartStyle';
import { element, setAttribute, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';

/** One line in the legend and the value to be shown: the present one, or the one under the crosshair. */
export interface LegendItem {
  readonly line: ChartLine;
  readonly style: LineStyle;
  readonly value: number | undefined;
  /** False where the chart has this line only and its title says it all. */
  readonly isNamed: boolean;
}

/** The legend of a chart: the lines with their values. */
export function createLegend(): { readonly element: HTMLElement; update(items: readonly LegendItem[]): void } {
  const list = element('ul', { class: 'legend' });
  const items = createKeyedList<LegendItem>(list, (item) => item.line.key, createItem);
  return {
    element: list,
    update: (next) => {
      items.update(next);
    },
  };
}

function createItem(): ItemView<LegendItem> {
  const swatch = element('span', { class: 'swatch', attributes: { 'aria-hidden': 'true' } });
  const label = element('span', { class: 'legend-label' });
  const value = element('span', { class: 'legend-value' });
  const item = element('li', {}, swatch, label, value);
  return {
    element: item,
    update({ line, style, value: number, isNamed }) {
      swatch.style.borderTopColor = style.colour;
      swatch.style.borderTopStyle = style.dash.length > 0 ? 'dashed' : 'solid';
      setText(label, isNamed ? line.label : '');
      setAttribute(label, 'title', isNamed ? line.label : undefined);
      label.hidden = !isNamed;
      const text = formatValue(number, line.quantity);
      setText(value, text.unit === '' ? text.value : `${text.value}\u{a0}${text.unit}`);
    },
  };
}
