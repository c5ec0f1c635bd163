import type { TimeRange } from '../src/shared/view';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import { icon, type IconName } from './icons';
import { rangeText } from './rangeText';
import { selectedSession, shownView } from './state';
import { rangeOf, runRange } from './timeRange';
import { zoomKey, type ChartZoomTarget } from './chartZoom';
import { t } from './l10n';

/** What the buttons do, each by the key that does the same in a chart. */
const STEPS = [
  { key: 'PageUp', icon: 'earlier', label: t('Earlier'), hint: t('Page Up') },
  { key: 'PageDown', icon: 'later', label: t('Later'), hint: t('Page Down') },
  { key: '-', icon: 'zoomOut', label: t('Zoom out'), hint: '-' },
  { key: '+', icon: 'zoomIn', label: t('Zoom in'), hint: '+' },
] as const satisfies readonly { key: string; icon: IconName; label: string; hint: string }[];

/** The line over the charts: which span they show, and buttons that move and zoom it; `tools` stand at its end. */
export function createRangeBar(dispatch: Dispatch, tools: readonly HTMLElement[]): Component {
  const text = element('span', { class: 'range-text' });
  let range: TimeRange = { fromMs: 0, toMs: 1 };
  let bounds = range;
  let isHeld = false;
  const target: ChartZoomTarget = {
    range: () => range,
    bounds: () => bounds,
    isHeld: () => isHeld,
    cursorMs: () => undefined,
    draft: () => undefined,
    onDraft: () => undefined,
    onRange: (next) => {
      dispatch({ type: 'showRange', range: next });
    },
  };
  const steps = STEPS.map(({ key, icon: name, label, hint }) => {
    const attributes = { 'aria-label': label, title: t('{0} ({1} in a chart)', label, hint) };
    const step = button({ class: 'icon-button', attributes }, () => zoomKey(key, target), icon(name));
    return { key, step };
  });
  const zoom = element('div', { class: 'range-zoom', attributes: { role: 'group', 'aria-label': t('Time shown') } });
  zoom.append(...steps.map(({ step }) => step));
  const bar = element('div', { class: 'range-bar' }, zoom, text, element('div', { class: 'range-tools' }, ...tools));
  return {
    element: bar,
    update(state) {
      const session = selectedSession(state);
      const view = shownView(state);
      setShown(bar, session !== undefined && state.live.series.size > 0);
      if (session === undefined || view === undefined) return;
      range = rangeOf(view, session, state.live.nowMs);
      bounds = runRange(session, state.live.nowMs);
      isHeld = view.range !== undefined;
      setText(text, rangeText(range, { isHeld, isOver: session.endedAtMs !== undefined }, localClockText));
      for (const { key, step } of steps) {
        // Not `disabled`: a button that has the focus would lose it when the end is reached.
        setAttribute(step, 'aria-disabled', String(isAtEnd(key, range, bounds)));
      }
    },
  };
}

function isAtEnd(key: (typeof STEPS)[number]['key'], range: TimeRange, bounds: TimeRange): boolean {
  switch (key) {
    case 'PageUp':
      return range.fromMs <= bounds.fromMs;
    case 'PageDown':
      return range.toMs >= bounds.toMs;
    case '-':
      return range.fromMs <= bounds.fromMs && range.toMs >= bounds.toMs;
    case '+':
      return false;
  }
}
