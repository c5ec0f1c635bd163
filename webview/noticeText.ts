import type { Session } from '../src/shared/state';
import { formatDuration } from '../src/shared/units';
import { displayText } from './displayText';
import { t } from './l10n';
import { selectedSession, type PanelState } from './state';

/** What the panel has to say about the state of things, and what a person can do about it. */
export interface Notice {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action?: 'pickProcess' | 'showLog';
}

/**
 * The one notice that matters most now; `undefined` when all is well. `clock` gives a moment as clock time. What keeps
 * values from coming stands before what only explains them. Each says what can be done.
 */
export function noticeOf(state: PanelState, clock: (timeMs: number) => string): Notice | undefined {
  if (!state.isConnected) return info(t('Loading. If this stays, close the tab and open the panel again.'));
  const session = selectedSession(state);
  if (state.requested !== undefined && state.requested.sessionId !== state.view?.sessionId)
    return info(t('Loading the run. Its values appear by themselves.'));
  if (session === undefined) return emptyNotice(state);
  switch (session.state) {
    case 'starting':
      return info(t('Waiting for the process of this session. If it does not come, pick it yourself.'), 'pickProcess');
    case 'paused':
      return pausedNotice(session, state.live.nowMs);
    case 'running':
      return runningNotice(state, clock);
    case 'ended':
      return info([endedText(session, clock), ...nextStep(session)].join(' '));
    case 'crashed':
      return { tone: 'error', text: [crashedText(session, clock), ...nextStep(session)].join(' ') };
    case 'lost':
      return { tone: 'warning', text: lostText(session), action: 'pickProcess' };
  }
}

function info(text: string, action?: Notice['action']): Notice {
  return { tone: 'info', text, ...(action !== undefined && { action }) };
}

function emptyNotice({ pastRuns }: PanelState): Notice {
  const text =
    pastRuns.length === 0
      ? t('Nothing is being monitored. Press F5, or pick a process.')
      : t('Nothing is being monitored. Press F5, pick a process, or choose a past run above.');
  return info(text, 'pickProcess');
}

function pausedNotice(session: Session, nowMs: number): Notice {
  const sinceMs = session.pauses.findLast((pause) => pause.toMs === undefined)?.fromMs;
  const paused =
    sinceMs === undefined
      ? t('Paused by the debugger.')
      : t('Paused by the debugger for {0}.', formatDuration(nowMs - sinceMs));
  return info(`${paused} ${t('Statistics leave this time out. Continue to see new values.')}`);
}

function runningNotice(state: PanelState, clock: (timeMs: number) => string): Notice | undefined {
  const { monitor } = state;
  if (monitor?.stalled === true) {
    const text =
      monitor.lastRoundMs === undefined
        ? t('Sampling has stalled: no values yet. The log says why.')
        : t('Sampling has stalled: no values since {0}. The log says why.', clock(monitor.lastRoundMs));
    return { tone: 'warning', text, action: 'showLog' };
  }
  if (state.live.series.size > 0) return undefined;
  return info(t('No data yet. The first values come with the next samples; there is nothing to do.'));
}

function endedText({ endedAtMs, reason }: Session, clock: (timeMs: number) => string): string {
  const ended = endedAtMs === undefined ? t('Ended.') : t('Ended at {0}.', clock(endedAtMs));
  return withReason(ended, reason);
}

function crashedText({ endedAtMs, reason }: Session, clock: (timeMs: number) => string): string {
  const crashed = endedAtMs === undefined ? t('Crashed.') : t('Crashed at {0}.', clock(endedAtMs));
  return withReason(crashed, reason);
}

function withReason(text: string, reason: string | undefined): string {
  return reason === undefined ? text : `${text} ${displayText(reason)}`;
}

/** What can be done about a run that is over; nothing about one that was opened to be looked at. */
function nextStep({ isPast, state }: Session): readonly string[] {
  if (isPast === true) return [];
  if (state === 'crashed') return [t('The events below say what came before. Press F5 to run it again.')];
  return [t('Press F5 to run it again, or choose another run above.')];
}

function lostText({ reason }: Session): string {
  const why = reason === undefined ? t('The process of this session was not found.') : displayText(reason);
  return `${why} ${t('If it does run here, pick it yourself.')}`;
}
