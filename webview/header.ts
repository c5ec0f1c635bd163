import { formatDuration } from '../src/shared/units';
import { WINDOWS_MS, type TimeRange, type View } from '../src/shared/view';
import type { WebviewMessage } from '../src/shared/protocol';
import { localClockText, localDayText } from './clockText';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import {
  conditionOf,
  conditionText,
  costText,
  isLive,
  learningText,
  slowedText,
  uptimeText,
  windowText,
} from './headerText';
import { createHealthNote } from './healthNote';
import { icon, setIcon } from './icons';
import { createIntervalPicker } from './intervalPicker';
import { createPicker, type PickerOption } from './picker';
import { runGroups } from './runGroups';
import { createRunPicker, type PickerGroup } from './runPicker';
import { chosenView, selectedSession, shownView, type PanelState } from './state';
import { rangeOf } from './timeRange';
import { viewWithRange } from './viewChanges';
import { t } from './l10n';

/** The top of the panel: which run, how it is, how it is sampled, what part of it is seen. */
export function createHeader(dispatch: Dispatch, post: (message: WebviewMessage) => void): Component {
  let current: PanelState | undefined;
  const select = (change: (view: View) => View): void => {
    const view = current === undefined ? undefined : chosenView(current);
    if (view !== undefined) dispatch({ type: 'select', view: change(view) });
  };
  const runs = createRunPicker(t('Run'), (sessionId) => {
    // Of a run that is over the last minutes are no better than the rest: all of it is shown.
    const isPast = current?.pastRuns.some((run) => run.sessionId === sessionId) === true;
    const window = current === undefined ? undefined : chosenView(current)?.window;
    if (sessionId !== '') dispatch({ type: 'select', view: { sessionId, window: isPast ? 'all' : (window ?? 'all') } });
  });
  const windows = createPicker(t('Time window'), (value) => {
    const window = WINDOWS_MS.find((one) => String(one) === value) ?? 'all';
    select((view) => ({ ...viewWithRange(view, undefined), window }));
  });
  const status = createStatus();
  const sampling = createSampling();
  const interval = createIntervalPicker(post);
  const pauseIcon = icon('paused');
  const pauseText = element('span');
  const pauseView = (): void => {
    if (current !== undefined) dispatch({ type: 'showRange', range: heldRange(current) });
  };
  const pause = button({ class: 'button' }, pauseView, pauseIcon, pauseText);
  const stopMonitoring = (): void => {
    if (current?.view !== undefined) post({ type: 'stopMonitoring', sessionId: current.view.sessionId });
  };
  const stop = button({ class: 'button', text: t('Stop monitoring') }, stopMonitoring);
  const tools = element(
    'div',
    { class: 'header-group header-tools' },
    sampling.element,
    interval.element,
    windows.element,
    pause,
    stop,
  );
  const bar = element(
    'header',
    { class: 'header' },
    element('div', { class: 'header-group header-run' }, runs.element, status.element),
    tools,
  );
  return {
    element: bar,
    update(state) {
      current = state;
      const session = selectedSession(state);
      setShown(bar, session !== undefined || state.pastRuns.length > 0);
      setShown(status.element, session !== undefined);
      setShown(tools, session !== undefined);
      const groups = runGroups(state.sessions, state.pastRuns, { clock: localClockText, day: localDayText });
      if (session === undefined) {
        runs.update([NOTHING_CHOSEN, ...groups], chosenView(state)?.sessionId ?? '');
        return;
      }
      runs.update(groups, chosenView(state)?.sessionId ?? session.id);
      const range = shownView(state)?.range;
      windows.update(windowOptions(range), range === undefined ? String(chosenView(state)?.window) : HELD);
      status.update(state);
      sampling.update(state);
      interval.update(state);
      const isHeld = range !== undefined;
      const isOver = !isLive(session);
      setIcon(pauseIcon, isHeld ? 'play' : 'paused');
      setText(pauseText, isHeld ? followText(isOver) : t('Pause view'));
      setAttribute(pause, 'title', pauseHelp(isHeld, isOver));
      pause.classList.toggle('button-primary', isHeld);
      // What is over stands still by itself.
      pause.disabled = isOver && !isHeld;
      stop.disabled = isOver;
    },
  };
}

const WINDOW_OPTIONS = [...WINDOWS_MS, 'all' as const].map((window) => ({
  value: String(window),
  text: windowText(window),
}));

function followText(isOver: boolean): string {
  return isOver ? t('Show end') : t('Follow live');
}

function pauseHelp(isHeld: boolean, isOver: boolean): string {
  if (!isHeld) return t('Hold the picture; no data is lost');
  return isOver ? t('Jump to the end of the run') : t('Jump to now and follow again');
}

const HELD = 'held';

/** The windows, and the span that a person has chosen, where there is one. */
function windowOptions(range: TimeRange | undefined): readonly PickerOption[] {
  if (range === undefined) return WINDOW_OPTIONS;
  return [{ value: HELD, text: t('{0} held', formatDuration(range.toMs - range.fromMs)) }, ...WINDOW_OPTIONS];
}

/** The range in sight, to be held; undefined where one is held already, and is to be let go. */
function heldRange(state: PanelState): TimeRange | undefined {
  const view = shownView(state);
  if (view === undefined || view.range !== undefined) return undefined;
  return rangeOf(view, selectedSession(state), state.live.nowMs);
}
/** Stands in the picker while no run is shown. */
const NOTHING_CHOSEN: PickerGroup = { label: t('Past runs'), options: [{ value: '', text: t('Choose a past run') }] };

/** The state of the session as shape and word, its uptime and its processes. */
function createStatus(): Component {
  const shape = icon('running');
  const word = element('span', { class: 'state-word' });
  const state = element('span', { class: 'state' }, shape, word);
  const uptime = element('span', { class: 'muted' });
  const health = createHealthNote();
  const learning = element('span', { class: 'muted', attributes: { title: t('What is usual for this program') } });
  return {
    element: element('div', { class: 'status' }, state, health.element, uptime, learning),
    update(panel) {
      const session = selectedSession(panel);
      if (session === undefined) return;
      const condition = conditionOf(session);
      setIcon(shape, condition === 'critical' ? 'warning' : condition);
      setAttribute(state, 'data-state', condition);
      setText(word, conditionText(condition));
      health.update(panel);
      setText(learning, learningText(session) ?? '');
      setShown(learning, session.learningMs !== undefined);
      setText(uptime, uptimeText(session, panel.live.nowMs));
    },
  };
}

/** How often is sampled, at what cost, and why not more often. */
function createSampling(): Component {
  const cost = element('span', { class: 'muted' });
  const slowed = element('span', { class: 'slowed' });
  return {
    element: element('div', { class: 'sampling' }, cost, slowed),
    update({ monitor }) {
      const reason = monitor === undefined ? undefined : slowedText(monitor);
      setText(cost, monitor === undefined ? '' : costText(monitor));
      setText(slowed, reason ?? '');
      setShown(slowed, reason !== undefined);
    },
  };
}
