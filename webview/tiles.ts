import type { ChartId } from '../src/shared/metrics';
import { createChangeDetector } from './changeDetector';
import { lineStyle } from './chartStyle';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';
import { createSparkline } from './sparkline';
import { selectedSession, shownView } from './state';
import type { Theme } from './theme';
import { tilesOf, type Tile } from './tileModel';
import { rangeOf, type TimeRange } from './timeRange';
import { t } from './l10n';

interface TileContent extends Tile {
  readonly range: TimeRange;
  readonly theme: Theme;
}

/** The row of present values; a press on a tile shows or hides its chart. */
export function createTiles(theme: () => Theme, dispatch: Dispatch): Component {
  const row = element('div', { class: 'tiles', attributes: { role: 'group', 'aria-label': t('Charts shown') } });
  const list = createKeyedList<TileContent>(
    row,
    (tile) => tile.chart,
    (tile) => createTile(tile.chart, dispatch),
  );
  const hasChanged = createChangeDetector();
  return {
    element: row,
    update(state) {
      const frame = state.live;
      const session = selectedSession(state);
      if (!hasChanged(frame, session, shownView(state), state.chosenCharts, state.chosenNames, theme())) return;
      const range = rangeOf(shownView(state) ?? { window: 'all' }, session, frame.nowMs);
      list.update(tilesOf(state).map((tile) => ({ ...tile, range, theme: theme() })));
    },
  };
}

function createTile(chart: ChartId, dispatch: Dispatch): ItemView<TileContent> {
  const title = element('span', { class: 'tile-title' });
  const number = element('span', { class: 'tile-number' });
  const unit = element('span', { class: 'tile-unit' });
  const qualifier = element('span', { class: 'tile-qualifier' });
  const value = element('span', { class: 'tile-value' }, number, unit, qualifier);
  const sparkline = createSparkline();
  const toggle = (): void => {
    dispatch({ type: 'toggleChart', chart });
  };
  const tile = button({ class: 'tile' }, toggle, title, value, sparkline.element);
  return {
    element: tile,
    update({ headline, value: text, qualifier: kind, isChosen, range, theme }) {
      setText(title, headline.title);
      setText(qualifier, kind === undefined ? '' : t(kind));
      setText(number, text.value);
      setText(unit, text.unit);
      setAttribute(tile, 'aria-pressed', String(isChosen));
      setAttribute(tile, 'title', isChosen ? t('Hide the chart') : t('Show the chart'));
      sparkline.draw(headline.series, range, lineStyle(chart, 0, theme).colour);
    },
    dispose() {
      sparkline.dispose();
    },
  };
}
