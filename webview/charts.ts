import { Chart, LinearScale, LineElement, PointElement } from 'chart.js';
import type { Pause } from '../src/shared/state';
import { createChangeDetector } from './changeDetector';
import { chartAlerts } from './chartAlerts';
import type { ChartContent } from './chartContent';
import { chartLines, chosenName, lineNames, measuredCharts } from './chartModel';
import { chartNote } from './chartNote';
import { createChartView, type ChartView, type OnCursor } from './chartView';
import type { Component, Dispatch } from './component';
import { element } from './dom';
import { createKeyedList } from './keyedList';
import { canMeasurePss, createPssButton } from './pssButton';
import { ColumnLineController } from './lineController';
import { createNamePicker } from './namePicker';
import { selectedSession, shownFrame, type Frame, type PanelState } from './state';
import type { Theme } from './theme';
import { rangeOf } from './timeRange';

Chart.register(ColumnLineController, LinearScale, LineElement, PointElement);

const NO_PAUSES: readonly Pause[] = [];

/**
 * The charts that are chosen and measured, all over the same range of time. Their contents are made anew only when the
 * frame, the session, the choice or the theme is another; a move of the crosshair alone keeps them.
 */
export function createCharts(
  theme: () => Theme,
  onCursor: OnCursor,
  onMeasurePss: () => void,
  dispatch: Dispatch,
): Component {
  const grid = element('div', { class: 'charts' });
  const list = createKeyedList<ChartContent, ChartView>(
    grid,
    (content) => content.id,
    (content) => {
      const control = content.id === 'memory' ? createPssButton(onMeasurePss) : createNamePicker(content.id, dispatch);
      return createChartView(content, onCursor, control);
    },
  );
  let contents: readonly ChartContent[] = [];
  const hasChanged = createChangeDetector();
  return {
    element: grid,
    update(state) {
      const frame = shownFrame(state);
      const session = selectedSession(state);
      const { view, chosenCharts, chosenNames, proportionalMemory } = state;
      contents = hasChanged(frame, session, view, chosenCharts, chosenNames, proportionalMemory, theme())
        ? contentsOf(state, frame, theme())
        : contents.map((content) => ({ ...content, cursorMs: state.cursorMs }));
      list.update(contents);
      for (const view of list.views()) view.describe();
    },
  };
}

function contentsOf(state: PanelState, frame: Frame, theme: Theme): readonly ChartContent[] {
  const { view, cursorMs } = state;
  if (view === undefined) return [];
  const session = selectedSession(state);
  const range = rangeOf(view.window, session, frame.nowMs);
  const pauses = session?.pauses ?? NO_PAUSES;
  const toleranceMs = Math.max(2 * (state.monitor?.intervalMs ?? 0), (range.toMs - range.fromMs) / 100);
  const scope = `${view.sessionId} ${view.process ?? ''}`;
  const chosen = measuredCharts(frame.series).filter((id) => state.chosenCharts.includes(id));
  return chosen.map((id) => {
    const names = lineNames(id, frame.series);
    const name = chosenName(id, state.chosenNames, frame.series);
    const lines = chartLines(id, frame.series, name);
    const note = chartNote(id, state, frame, name);
    const alerts = chartAlerts(id, session, view);
    return {
      id,
      scope: `${scope} ${name ?? ''}`,
      lines,
      range,
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
