import type { ChartId } from '../src/shared/metrics';
import { createChangeDetector } from './changeDetector';
import { lineStyle } from './chartStyle';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';
import { createSparkline } from './sparkline';
import { selectedSession, shownView } from './state';
import type { Theme } from './theme';
import { chartTitle } from './chartTitle';
import { tilesOf, type Qualifier, type Tile } from './tileModel';
import type { Trend } from './trend';
import { rangeOf, type TimeRange } from './timeRange';
import { t } from './l10n';

interface TileContent extends Tile {
  /** Whose values these are. */
  readonly scope: string;
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
      if (!hasChanged(frame, session, shownView(state), state.chosenCharts, state.choices.chosenNames, theme())) return;
      const range = rangeOf(shownView(state) ?? { window: 'all' }, session, frame.nowMs);
      const { sessionId = '', process = '' } = shownView(state) ?? {};
      const scope = `${sessionId} ${process}`;
      list.update(tilesOf(state, range).map((tile) => ({ ...tile, scope, range, theme: theme() })));
    },
  };
}

function createTile(chart: ChartId, dispatch: Dispatch): ItemView<TileContent> {
  const title = element('span', { class: 'tile-title' });
  const number = element('span', { class: 'tile-number' });
  const unit = element('span', { class: 'tile-unit' });
  const qualifier = element('span', { class: 'tile-qualifier' });
  const arrow = element('span', { class: 'tile-trend', attributes: { 'aria-hidden': 'true' } });
  const direction = element('span', { class: 'spoken' });
  const value = element('span', { class: 'tile-value' }, number, unit, arrow, direction, qualifier);
  const sparkline = createSparkline();
  const toggle = (): void => {
    dispatch({ type: 'toggleChart', chart });
  };
  const tile = button({ class: 'tile' }, toggle, title, value, sparkline.element);
  return {
    element: tile,
    update({ headline, value: text, percentile, qualifier: kind, isChosen, trend: way, scope, range, theme }) {
      // The highest value of a run goes nowhere, and there is no room for more than the word that says so.
      const trend = kind === undefined ? way : undefined;
      // A percentile stands behind its value, where there is more room, unless another word stands there.
      const isBehind = percentile !== undefined && kind === undefined;
      setText(title, isBehind ? chartTitle(chart) : headline.title);
      setText(qualifier, kind === undefined ? (percentile ?? '') : qualifierText(kind));
      setText(number, text.value);
      setText(unit, text.unit);
      setText(arrow, trend === undefined ? '' : ARROWS[trend]);
      setText(direction, trend === undefined ? '' : trendText(trend));
      setAttribute(tile, 'aria-pressed', String(isChosen));
      setAttribute(tile, 'title', `${headline.title}: ${isChosen ? t('Hide the chart') : t('Show the chart')}`);
      sparkline.draw(headline.series, range, lineStyle(chart, 0, theme).colour, `${scope} ${headline.title}`);
    },
    dispose() {
      sparkline.dispose();
    },
  };
}

const ARROWS: Readonly<Record<Trend, string>> = { rising: '↗', falling: '↘', steady: '→' };

function qualifierText(qualifier: Qualifier): string {
  switch (qualifier) {
    case 'peak':
      return t('max');
    case 'last':
      return t('last');
    case 'mean':
      return t('mean');
  }
}

function trendText(trend: Trend): string {
  switch (trend) {
    case 'rising':
      return t('rising');
    case 'falling':
      return t('falling');
    case 'steady':
      return t('steady');
  }
}
