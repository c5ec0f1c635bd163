import type { WebviewMessage } from '../src/shared/protocol';
import { announcementOf } from './announcement';
import { createBudgetList } from './budgetList';
import { createComparisonView } from './comparisonView';
import { createCharts } from './charts';
import { CHART_KEYS_ID, type ChartActions } from './chartView';
import type { Component, Dispatch } from './component';
import { element, setShown, setText } from './dom';
import { createDiagnosisList } from './diagnosisList';
import { createEventList } from './eventList';
import { createEvidenceButton } from './evidenceButton';
import { createHealthLane } from './healthLane';
import { createHeader } from './header';
import { createMarkButton } from './markButton';
import { createNotice } from './notice';
import { createProcessTable } from './processTable';
import { createRangeBar } from './rangeBar';
import { createSelectionNote } from './selectionNote';
import { selectedSession, type PanelState } from './state';
import { createStatisticsTable } from './statisticsTable';
import type { Theme } from './theme';
import { createTableToggle } from './tableToggle';
import { createTiles } from './tiles';
import { createTimeline } from './timeline';
import { createValueTable } from './valueTable';
import { t } from './l10n';

/** The whole page. `theme` gives the theme in force; `post` talks to the host. */
export function createPanel(
  theme: () => Theme,
  dispatch: Dispatch,
  post: (message: WebviewMessage) => void,
): Component {
  const spoken = element('div', { class: 'spoken', attributes: { role: 'status' } });
  const header = createHeader(dispatch, post);
  const notice = createNotice(post);
  const budgets = createBudgetList();
  const comparison = createComparisonView(dispatch, post);
  const tiles = createTiles(theme, dispatch);
  const selection = createSelectionNote(dispatch);
  let shown: PanelState | undefined;
  const actions: ChartActions = {
    moveCursor(timeMs, words) {
      dispatch({ type: 'moveCursor', timeMs });
      // What a key has asked for is the one value that is spoken.
      if (words !== undefined) setText(spoken, words);
    },
    draft(draft) {
      dispatch({ type: 'draft', draft });
    },
    showRange(range) {
      dispatch({ type: 'showRange', range });
    },
  };
  const charts = createCharts(theme, actions, post, dispatch);
  const tableToggle = createTableToggle(dispatch);
  const values = createValueTable();
  const tools = [tableToggle.element, createEvidenceButton(post, () => shown), createMarkButton(post, () => shown)];
  const rangeBar = createRangeBar(dispatch, tools);
  const events = createEventList(dispatch, post);
  const diagnosis = createDiagnosisList(post);
  const keys = element('p', { text: chartKeys(), attributes: { id: CHART_KEYS_ID, hidden: '' } });
  const timeline = createTimeline(dispatch);
  const health = createHealthLane();
  const statistics = createStatisticsTable(dispatch, post);
  const processes = createProcessTable(dispatch, post);
  const tables = element('div', { class: 'tables' }, processes.element, statistics.element, events.element);
  const content = element(
    'div',
    { class: 'content' },
    rangeBar.element,
    diagnosis.element,
    selection.element,
    charts.element,
    values.element,
    timeline.element,
    health.element,
    tables,
  );
  const page = element(
    'div',
    { class: 'page' },
    header.element,
    notice.element,
    comparison.element,
    budgets.element,
    tiles.element,
    content,
    spoken,
    keys,
  );
  // The charts come first: they paint text, and that is cheap only before anything is written to the page.
  const parts = [
    charts,
    header,
    notice,
    comparison,
    budgets,
    tiles,
    rangeBar,
    tableToggle,
    values,
    diagnosis,
    selection,
    timeline,
    health,
    processes,
    statistics,
    events,
  ];
  return {
    element: page,
    update(state) {
      const announcement = shown === undefined ? undefined : announcementOf(shown, state);
      setShown(content, selectedSession(state) !== undefined && state.comparison === undefined);
      for (const part of parts) part.update(state);
      setShown(tiles.element, state.comparison === undefined);
      if (state.comparison !== undefined) setShown(budgets.element, false);
      if (announcement !== undefined) setText(spoken, announcement);
      shown = state;
    },
  };
}

function chartKeys(): string {
  return [
    t('Left and Right move the crosshair, with Shift by ten samples; Home and End go to the first and last.'),
    t('Plus and minus zoom, Page Up and Page Down move the time shown, 0 follows live.'),
    t('Enter begins a span at the crosshair, Enter again zooms into it, Escape gives it up.'),
  ].join(' ');
}
