import { FIRST_CHARTS } from '../src/shared/firstCharts';
import type { Diagnosis } from '../src/shared/diagnosis';
import type { ChartId } from '../src/shared/metrics';
import { FIRST_CHOICES, type PanelChoices } from '../src/shared/panelChoices';
import type { Comparison } from '../src/shared/comparison';
import type {
  AppendMessage,
  HostMessage,
  ProcessRow,
  SeriesData,
  SnapshotMessage,
  StatisticsRow,
} from '../src/shared/protocol';
import type { TimeRange, View } from '../src/shared/view';
import type { PastRunOutline } from '../src/shared/pastRunOutline';
import type { ProportionalMemory } from '../src/shared/proportionalMemory';
import type { AlertLimit, MonitorStatus, Session } from '../src/shared/state';
import { isSameList, merged } from './lists';
import { choose, type ChoiceAction } from './choices';
import { toggled, type SavedState } from './savedState';
import { appendPoints, dropBefore, seriesKey, type Series, type SeriesKey } from './series';
import { rangeOf } from './timeRange';
import { isOvertaken, isSameSubject, viewWithRange } from './viewChanges';

/** A series that has more points than this is asked for anew: the host then sends it downsampled. */
export const MAX_POINTS = 6000;

/** The values of one view at one moment. A frame never changes, so that a frozen one can simply be kept. */
export interface Frame {
  readonly nowMs: number;
  readonly series: ReadonlyMap<SeriesKey, Series>;
  readonly processes: readonly ProcessRow[];
  readonly statistics: readonly StatisticsRow[];
  /** Absent before the first, and where there is no session. */
  readonly diagnosis?: Diagnosis;
}

/** Everything that the panel shows. */
export interface PanelState {
  /** False until the first snapshot. */
  readonly isConnected: boolean;
  /** True when series have outgrown their bound and the host should send a fresh snapshot. */
  readonly needsSnapshot: boolean;
  /** The view that the frame belongs to. */
  readonly view: View | undefined;
  /**
   * The view that was asked for, until its snapshot is there. What is shown stays as it is so long; appends that arrive
   * meanwhile may belong to either view and are left out, the snapshot brings what they told.
   */
  readonly requested: View | undefined;
  readonly sessions: readonly Session[];
  /** Runs of earlier times, newest first. */
  readonly pastRuns: readonly PastRunOutline[];
  readonly monitor: MonitorStatus | undefined;
  /** The levels at which rules begin to be broken. */
  readonly limits: readonly AlertLimit[];
  readonly live: Frame;
  readonly chosenCharts: readonly ChartId[];
  /** How runs are shown, whichever run it is. */
  readonly choices: PanelChoices;
  /** The proportional memory that was measured last, of whichever session. */
  readonly proportionalMemory: ProportionalMemory | undefined;
  /** Runs that are held against each other, shown instead of one run. */
  readonly comparison: Comparison | undefined;
  /** Where the crosshair stands, epoch milliseconds. */
  readonly cursorMs: number | undefined;
  /** The keys of the events that are selected, in the lane and in the list. */
  readonly selectedEvents: readonly string[];
  /** The span that is being drawn with the pointer or the keys, to be zoomed into. */
  readonly draft: Draft | undefined;
}

/** A span from where drawing began to where it stands, in either order, epoch milliseconds. */
export interface Draft {
  readonly anchorMs: number;
  readonly headMs: number;
}

export type Action =
  | HostMessage
  | { readonly type: 'closeComparison' }
  | { readonly type: 'select'; readonly view: View }
  /** Shows a chosen span; without one, follows what is new. */
  | { readonly type: 'showRange'; readonly range: TimeRange | undefined }
  /** Selects events; those that are selected alone already are let go. */
  | { readonly type: 'selectEvents'; readonly keys: readonly string[] }
  | { readonly type: 'draft'; readonly draft: Draft | undefined }
  | { readonly type: 'toggleChart'; readonly chart: ChartId }
  | ChoiceAction
  | { readonly type: 'moveCursor'; readonly timeMs: number | undefined };

/** The next state. Pure: the same state and action give the same result, and neither is changed. */
export function reduce(state: PanelState, action: Action): PanelState {
  switch (action.type) {
    case 'snapshot':
      return fromSnapshot(state, action);
    case 'append':
      return withAppended(state, action);
    case 'comparison':
      return { ...state, comparison: action.comparison };
    case 'closeComparison':
      return { ...state, comparison: undefined };
    case 'select':
      return { ...state, requested: action.view, needsSnapshot: false };
    case 'showRange':
      return withRange(state, action.range);
    case 'selectEvents':
      return { ...state, selectedEvents: isSameList(state.selectedEvents, action.keys) ? [] : action.keys };
    case 'draft':
      return { ...state, draft: action.draft };
    case 'toggleChart':
      return { ...state, chosenCharts: toggled(state.chosenCharts, action.chart) };
    case 'chooseName':
    case 'toggleTable':
    case 'showSpan':
    case 'sortTable':
      return { ...state, choices: choose(state.choices, action) };
    case 'moveCursor':
      return state.cursorMs === action.timeMs ? state : { ...state, cursorMs: action.timeMs };
  }
}

/** The state before the first message. */
export function initialState(saved: SavedState): PanelState {
  return {
    isConnected: false,
    needsSnapshot: false,
    view: undefined,
    requested: saved.view,
    sessions: [],
    pastRuns: [],
    monitor: undefined,
    limits: [],
    live: { nowMs: 0, series: new Map(), processes: [], statistics: [] },
    chosenCharts: FIRST_CHARTS,
    choices: FIRST_CHOICES,
    proportionalMemory: undefined,
    comparison: undefined,
    cursorMs: undefined,
    draft: undefined,
    selectedEvents: saved.selectedEvents,
  };
}

/** The session of the view; `undefined` when nothing is monitored. */
export function selectedSession(state: PanelState): Session | undefined {
  return state.sessions.find((session) => session.id === state.view?.sessionId);
}

/** The view that the person has chosen, whether or not its values have come yet. */
export function chosenView(state: PanelState): View | undefined {
  return state.requested ?? state.view;
}

/**
 * The view on the screen: that of the values, but for a span that was asked for: what there is of it is shown at once,
 * and the finer values follow.
 */
export function shownView({ view, requested }: PanelState): View | undefined {
  return requested?.range !== undefined && isSameSubject(view, requested) ? requested : view;
}

/** Whether the newest values are what is so now: the run goes on, and the time shown goes with it. */
export function isPresent(state: PanelState): boolean {
  const session = selectedSession(state);
  return (session?.state === 'starting' || session?.state === 'running') && shownView(state)?.range === undefined;
}

function fromSnapshot(state: PanelState, message: SnapshotMessage): PanelState {
  const { nowMs, processes, statistics, diagnosis } = message;
  const series = new Map(message.series.map((one) => [seriesKey(one.metric, one.attributes), one]));
  return {
    ...state,
    isConnected: true,
    needsSnapshot: false,
    view: message.view,
    requested: isOvertaken(state.requested, message.view) ? state.requested : undefined,
    sessions: message.sessions,
    pastRuns: message.pastRuns,
    monitor: message.monitor,
    limits: message.limits,
    chosenCharts: message.charts ?? state.chosenCharts,
    choices: message.choices ?? state.choices,
    live: { nowMs, series, processes, statistics, ...(diagnosis && { diagnosis }) },
    cursorMs: message.momentMs ?? state.cursorMs,
  };
}

function withAppended(state: PanelState, message: AppendMessage): PanelState {
  const next = {
    ...state,
    sessions: merged(state.sessions, message.sessions, ({ id }) => id),
    pastRuns: message.pastRuns ?? state.pastRuns,
    monitor: message.monitor ?? state.monitor,
    limits: message.limits ?? state.limits,
    chosenCharts: message.charts ?? state.chosenCharts,
    proportionalMemory: message.proportionalMemory ?? state.proportionalMemory,
  };
  if (!state.isConnected || state.requested !== undefined) return next;
  const diagnosis = message.diagnosis ?? state.live.diagnosis;
  const live = {
    nowMs: message.nowMs,
    series: foldSeries(next, message),
    processes: merged(state.live.processes, message.processes, ({ key }) => key).filter(hasValues),
    statistics: message.statistics ?? state.live.statistics,
    ...(diagnosis && { diagnosis }),
  };
  const needsSnapshot = [...live.series.values()].some((series) => series.times.length > MAX_POINTS);
  return { ...next, live, needsSnapshot };
}

function hasValues({ values }: ProcessRow): boolean {
  return Object.keys(values).length > 0;
}

/** All series with their new points, without what has left the window on the left. */
function foldSeries(state: PanelState, message: AppendMessage): ReadonlyMap<SeriesKey, Series> {
  const series = new Map(state.live.series);
  for (const added of message.series) {
    const key = seriesKey(added.metric, added.attributes);
    series.set(key, appendPoints(series.get(key) ?? emptyLike(added), added));
  }
  const { view } = state;
  if (view === undefined || view.range !== undefined || view.window === 'all') return series;
  const { fromMs } = rangeOf(view, selectedSession(state), message.nowMs);
  for (const [key, one] of series) series.set(key, dropBefore(one, fromMs));
  return series;
}

function emptyLike(series: SeriesData): Series {
  return { ...series, times: new Float64Array(), values: new Float64Array() };
}

function withRange(state: PanelState, range: TimeRange | undefined): PanelState {
  const chosen = chosenView(state);
  if (chosen === undefined || (range === undefined && chosen.range === undefined))
    return { ...state, draft: undefined };
  return { ...state, requested: viewWithRange(chosen, range), needsSnapshot: false, draft: undefined };
}
