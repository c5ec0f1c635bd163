import type { Session } from '../src/shared/state';
import { formatDuration } from '../src/shared/units';
import { displayText } from './displayText';
import { selectedSession, type PanelState } from './state';

/** What the panel has to say about the state of things, and what a person can do about it. */
export interface Notice {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action?: 'pickProcess' | 'showLog';
}

/**
 * The one notice that matters most now; `undefined` when all is well. `clock` gives a moment as clock time. What keeps
 * values from coming stands before what only explains them.
 */
export function noticeOf(state: PanelState, clock: (timeMs: number) => string): Notice | undefined {
  const session = selectedSession(state);
  if (session === undefined) {
    if (!state.isConnected) return undefined;
    return { tone: 'info', text: 'Nothing is being monitored. Press F5, or pick a process.', action: 'pickProcess' };
  }
  switch (session.state) {
    case 'starting':
      return { tone: 'info', text: 'Starting: waiting for the process of this session.' };
    case 'paused':
      return pausedNotice(session, state.live.nowMs);
    case 'running':
      return runningNotice(state, clock);
    case 'ended':
      return { tone: 'info', text: `Ended${atTime(session, clock)}.${reasonOf(session)}` };
    case 'crashed':
      return { tone: 'error', text: `Crashed${atTime(session, clock)}.${reasonOf(session)}` };
    case 'lost':
      return { tone: 'warning', text: lostText(session), action: 'pickProcess' };
  }
}

function pausedNotice(session: Session, nowMs: number): Notice {
  const sinceMs = session.pauses.findLast((pause) => pause.toMs === undefined)?.fromMs;
  const duration = sinceMs === undefined ? '' : ` for ${formatDuration(nowMs - sinceMs)}`;
  return { tone: 'info', text: `Paused by the debugger${duration}. Statistics leave this time out.` };
}

function runningNotice(state: PanelState, clock: (timeMs: number) => string): Notice | undefined {
  const { monitor } = state;
  if (monitor?.stalled === true) {
    const since = monitor.lastRoundMs === undefined ? 'yet' : `since ${clock(monitor.lastRoundMs)}`;
    return { tone: 'warning', text: `Sampling has stalled: no values ${since}.`, action: 'showLog' };
  }
  if (state.live.series.size > 0) return undefined;
  return { tone: 'info', text: 'No data yet: the first values come with the next samples.' };
}

function atTime({ endedAtMs }: Session, clock: (timeMs: number) => string): string {
  return endedAtMs === undefined ? '' : ` at ${clock(endedAtMs)}`;
}

function reasonOf({ reason }: Session): string {
  return reason === undefined ? '' : ` ${displayText(reason)}`;
}

function lostText({ reason }: Session): string {
  return reason === undefined ? 'The process of this session was not found.' : displayText(reason);
}
