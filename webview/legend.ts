import { formatValue } from '../src/shared/units';
import type { ChartLine } from './chartModel';
import type { LineStyle } from './chartStyle';
import { element, setAttribute, setShown, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';
import { t } from './l10n';

/** One line in the legend and the value to be shown: the newest one, or the one under the crosshair. */
export interface LegendItem {
  readonly line: ChartLine;
  readonly style: LineStyle;
  readonly value: number | undefined;
  /** False where the chart has this line only and its heading says it all. */
  readonly isNamed: boolean;
}

/** The legend of a chart. */
export interface Legend {
  readonly element: HTMLElement;
  /** Shows the lines with their values; `areLast` where these are the last that are known, and not those of now. */
  update(items: readonly LegendItem[], areLast: boolean): void;
}

/** Creates the legend of a chart. */
export function createLegend(): Legend {
  const title = t('The last values known in the time shown');
  const word = element('span', { class: 'legend-word', text: t('last'), attributes: { title } });
  const list = element('ul', { class: 'legend' });
  const items = createKeyedList<LegendItem>(list, (item) => item.line.key, createItem);
  return {
    element: element('div', { class: 'legend-frame' }, word, list),
    update(next, areLast) {
      setShown(word, areLast);
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
