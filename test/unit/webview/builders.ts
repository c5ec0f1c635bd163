import type { MetricName } from '../../../src/shared/metrics';
import type { AppendMessage, SeriesData, SnapshotMessage } from '../../../src/shared/protocol';
import type { View } from '../../../src/shared/view';
import type { Alert, ProcessView, Session } from '../../../src/shared/state';
import { decodeSaved } from '../../../webview/savedState';
import { initialState, reduce, type PanelState } from '../../../webview/state';
import { MONITOR_STATUS } from '../../support/monitorStatus';

/** A session that has run since time 0; what matters to a test is given. */
export function sessionWith(part: Partial<Session> = {}): Session {
  return {
    id: 'a',
    name: 'API server',
    type: 'pwa-node',
    state: 'running',
    startedAtMs: 0,
    processes: [],
    pauses: [],
    events: [],
    alerts: [],
    health: 'ok',
    ...part,
  };
}

/** A living root process that started at its pid in milliseconds. */
export function processWith(part: Partial<ProcessView> & { readonly pid: number }): ProcessView {
  return { parentPid: 1, startTimeMs: part.pid, name: `p${part.pid}`, depth: 0, alive: true, paused: false, ...part };
}

/** An alert about the tree's CPU that is pending since time 0. */
export function alertWith(part: Partial<Alert> = {}): Alert {
  return {
    id: 'alert',
    name: 'CPU',
    severity: 'warning',
    state: 'pending',
    notify: 'toast',
    metric: 'process.cpu.time',
    startedAtMs: 0,
    message: 'CPU over 90 %',
    ...part,
  };
}

/** A series with the given points, `[timeMs, value]`, NaN for a gap. */
export function seriesWith(
  points: readonly (readonly [timeMs: number, value: number])[],
  metric: MetricName = 'process.memory.usage',
  attributes = '',
): SeriesData {
  return {
    metric,
    attributes,
    times: Float64Array.from(points, ([timeMs]) => timeMs),
    values: Float64Array.from(points, ([, value]) => value),
  };
}

/** One point a second, the value being the second, from one second to another. */
export function secondsOf(from: number, to: number): SeriesData {
  return seriesWith(
    Array.from({ length: to - from + 1 }, (_, index) => [(from + index) * 1000, from + index] as const),
  );
}

export const VIEW: View = { sessionId: 'a', window: 60_000 };

export const MONITOR = MONITOR_STATUS;

export function snapshotWith(part: Partial<SnapshotMessage> = {}): SnapshotMessage {
  return {
    type: 'snapshot',
    nowMs: 60_000,
    view: VIEW,
    pastRuns: [],
    sessions: [sessionWith()],
    series: [],
    processes: [],
    statistics: [],
    limits: [],
    monitor: MONITOR,
    ...part,
  };
}

export function appendWith(part: Partial<AppendMessage> & { readonly nowMs: number }): AppendMessage {
  return { type: 'append', series: [], ...part };
}

/** The state of a panel that has nothing saved and got this snapshot. */
export function stateAfter(snapshot: SnapshotMessage): PanelState {
  return reduce(initialState(decodeSaved(undefined)), snapshot);
}
