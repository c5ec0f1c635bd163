import type { Session } from '../src/shared/state';
import { displayText } from './displayText';
import { selectedSession, type PanelState } from './state';
import { stateText } from './headerText';
import { t } from './l10n';

/**
 * What a screen reader says when one state follows another: that the session's state has changed, that an alert fires, that sampling stalls
 * or goes on again, that another session is shown. `undefined` when nothing of this happened; values are never spoken.
 */
export function announcementOf(previous: PanelState, next: PanelState): string | undefined {
  const before = selectedSession(previous);
  const now = selectedSession(next);
  if (now === undefined) return before === undefined ? undefined : t('Nothing is being monitored.');
  if (before?.id !== now.id || before.state !== now.state) return stateSentence(now);
  const firing = now.alerts.find(
    ({ id, state }) => state === 'firing' && !before.alerts.some((old) => old.id === id && old.state !== 'pending'),
  );
  if (firing !== undefined) return t('Alert: {0}.', displayText(firing.message));
  const didStall = previous.monitor?.stalled ?? false;
  const doesStall = next.monitor?.stalled ?? false;
  if (didStall !== doesStall) return doesStall ? t('Sampling has stalled.') : t('Sampling goes on.');
  return undefined;
}

function stateSentence(session: Session): string {
  const name = displayText(session.name);
  const state = stateText(session.state).toLowerCase();
  return session.exitCode === undefined
    ? t('{0}: {1}.', name, state)
    : t('{0}: {1}, exit code {2}.', name, state, session.exitCode);
}
