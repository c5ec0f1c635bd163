import { Chart, LinearScale, LineElement, PointElement } from 'chart.js';
import type { WebviewMessage } from '../src/shared/protocol';
import type { Pause } from '../src/shared/state';
import { createChangeDetector } from './changeDetector';
import { chartAlerts } from './chartAlerts';
import type { ChartContent } from './chartContent';
import { chartLines, chosenName, lineNames, measuredCharts } from './chartModel';
import { chartNote } from './chartNote';
import { createChartTools } from './chartTools';
import { createChartView, type ChartActions, type ChartView } from './chartView';
import type { Component, Dispatch } from './component';
import { element, setShown } from './dom';
import { createKeyedList } from './keyedList';
import { canMeasurePss, createPssButton } from './pssButton';
import { ColumnLineController } from './lineController';
import { createNamePicker } from './namePicker';
import { createSharedTicks } from './sharedTicks';
import { createSightWatcher } from './sightWatcher';
import { isPresent, selectedSession, shownView, type Frame, type PanelState } from './state';
import type { Theme } from './theme';
import { rangeOf, runRange } from './timeRange';

Chart.register(ColumnLineController, LinearScale, LineElement, PointElement);

const NO_PAUSES: readonly Pause[] = [];

/**
 * The charts that are chosen and measured, all over the same range of time. Their contents are made anew only when the
 * frame, the session, the choice or the theme is another; a move of the crosshair alone keeps them.
 */
export function createCharts(
  theme: () => Theme,
  actions: ChartActions,
  post: (message: WebviewMessage) => void,
  dispatch: Dispatch,
): Component {
  let shown: PanelState | undefined;
  const measurePss = (): void => {
    if (shown?.view !== undefined) post({ type: 'measurePss', sessionId: shown.view.sessionId });
  };
  const tools = { sight: createSightWatcher(document), ticks: createSharedTicks() };
  const grid = element('div', { class: 'charts' });
  const list = createKeyedList<ChartContent, ChartView>(
    grid,
    (content) => content.id,
    (content) => {
      const control = content.id === 'memory' ? createPssButton(measurePss) : createNamePicker(content.id, dispatch);
      const buttons = createChartTools(content.id, post, () => shown);
      return createChartView(content, actions, tools, control, buttons);
    },
  );
  let contents: readonly ChartContent[] = [];
  const hasChanged = createChangeDetector();
  return {
    element: grid,
    update(state) {
      shown = state;
      const { isTable, chosenNames } = state.choices;
      setShown(grid, !isTable);
      if (isTable) return;
      const frame = state.live;
      const session = selectedSession(state);
      const { chosenCharts, proportionalMemory, limits } = state;
      const view = shownView(state);
      contents = hasChanged(frame, session, view, chosenCharts, chosenNames, proportionalMemory, limits, theme())
        ? contentsOf(state, frame, theme())
        : contents.map((content) => ({ ...content, cursorMs: state.cursorMs, draft: state.draft }));
      list.update(contents);
      for (const view of list.views()) view.describe();
    },
  };
}

function contentsOf(state: PanelState, frame: Frame, theme: Theme): readonly ChartContent[] {
  const { cursorMs, draft } = state;
  const view = shownView(state);
  if (view === undefined) return [];
  const session = selectedSession(state);
  const range = rangeOf(view, session, frame.nowMs);
  const bounds = runRange(session, frame.nowMs);
  const pauses = session?.pauses ?? NO_PAUSES;
  const toleranceMs = Math.max(2 * (state.monitor?.intervalMs ?? 0), (range.toMs - range.fromMs) / 100);
  const scope = `${view.sessionId} ${view.process ?? ''}`;
  const chosen = measuredCharts(frame.series).filter((id) => state.chosenCharts.includes(id));
  return chosen.map((id) => {
    const names = lineNames(id, frame.series);
    const name = chosenName(id, state.choices.chosenNames, frame.series);
    const lines = chartLines(id, frame.series, name);
    const note = chartNote(id, state, frame, name);
    const only = name ?? (names.length === 1 ? names[0] : undefined);
    const alerts = chartAlerts(id, session, view, state.limits, only);
    return {
      id,
      scope: `${scope} ${name ?? ''}`,
      lines,
      range,
      bounds,
      isHeld: view.range !== undefined,
      isPresent: isPresent(state),
      draft,
      pauses,
      alerts,
      cursorMs,
      toleranceMs,
      theme,
      note,
      canMeasurePss: canMeasurePss(state),
      names,
      name,
    };
  });
}
