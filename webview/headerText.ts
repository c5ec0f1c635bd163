import type { WindowMs } from '../src/shared/view';
import type { MonitorStatus, Session, SessionState } from '../src/shared/state';
import { formatDuration } from '../src/shared/units';
import { displayText } from './displayText';
import { t } from './l10n';

/** The session as an option of the picker: `API server (pwa-node)`, or with its clock time when it is over. */
export function sessionText(session: Session, clock: (timeMs: number) => string): string {
  const name = displayText(session.name);
  const details = isLive(session)
    ? displayText(session.type)
    : t('{0}, started {1}', stateText(session.state).toLowerCase(), clock(session.startedAtMs));
  return `${name} (${details})`;
}

/** Sessions as the picker lists them: those that run first, then the others, each newest first. */
export function pickerOrder(sessions: readonly Session[]): readonly Session[] {
  return [...sessions].sort(
    (one, other) => Number(isLive(other)) - Number(isLive(one)) || other.startedAtMs - one.startedAtMs,
  );
}

/** Whether a session can still bring values. */
export function isLive({ state }: Session): boolean {
  return state === 'starting' || state === 'running' || state === 'paused';
}

/** A state as a word. */
export function stateText(state: SessionState): string {
  switch (state) {
    case 'starting':
      return t('Starting');
    case 'running':
      return t('Running');
    case 'paused':
      return t('Paused');
    case 'ended':
      return t('Ended');
    case 'crashed':
      return t('Crashed');
    case 'lost':
      return t('Not found');
  }
}

/** What the header says of a session first: its state, or while it runs the worst alert that stands. */
export type Condition = SessionState | 'warning' | 'critical';

/** How a session is. */
export function conditionOf({ state, health }: Session): Condition {
  return state === 'running' && (health === 'warning' || health === 'critical') ? health : state;
}

/** A condition as a word. */
export function conditionText(condition: Condition): string {
  switch (condition) {
    case 'warning':
      return t('Warning');
    case 'critical':
      return t('Critical');
    case 'starting':
    case 'running':
    case 'paused':
    case 'ended':
    case 'crashed':
    case 'lost':
      return stateText(condition);
  }
}

/** How long what is usual is still being learnt: `learning, 40 s to go`; `undefined` once it is known. */
export function learningText({ learningMs }: Session): string | undefined {
  return learningMs === undefined ? undefined : t('learning, {0} to go', formatDuration(learningMs));
}

/** How long a session has run, and its living processes: `12 min 41 s, 3 processes`; nothing of one that is lost. */
export function uptimeText(session: Session, nowMs: number): string {
  if (session.state === 'lost') return '';
  const uptime = formatDuration((session.endedAtMs ?? nowMs) - session.startedAtMs);
  const alive = session.processes.filter((process) => process.alive).length;
  if (alive === 0) return uptime;
  return alive === 1 ? t('{0}, 1 process', uptime) : t('{0}, {1} processes', uptime, alive);
}

/** What sampling costs: `own cost 0.1 %`; the interval in force stands before it where it is not the one asked for. */
export function costText({ intervalMs, requestedIntervalMs, costCores }: MonitorStatus): string {
  return [
    ...(intervalMs === requestedIntervalMs ? [] : [t('every {0}', secondsText(intervalMs))]),
    ...(costCores === undefined ? [] : [t('own cost {0}', percentText(costCores))]),
  ].join(', ');
}

/** Why sampling is slower than asked for; `undefined` while it is not. */
export function slowedText({ slowedBy, source, requestedIntervalMs }: MonitorStatus): string | undefined {
  switch (slowedBy) {
    case undefined:
      return undefined;
    case 'sourceMinimum':
      return t('slowed down from {0}: {1} reads no faster', secondsText(requestedIntervalMs), source);
    case 'ownCost':
      return t('slowed down from {0}: own cost above 1 %', secondsText(requestedIntervalMs));
  }
}

/** A window as the picker names it. */
export function windowText(window: WindowMs): string {
  return window === 'all' ? t('All') : `${window / 60_000} min`;
}

function secondsText(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${Number((milliseconds / 1000).toFixed(1))} s`;
}

function percentText(cores: number): string {
  const percent = cores * 100;
  return percent < 0.05 ? t('below {0}', '0.1 %') : `${percent.toFixed(1)} %`;
}
