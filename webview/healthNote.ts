import type { Session } from '../src/shared/state';
import type { Component } from './component';
import { displayText } from './displayText';
import { element, setAttribute, setShown, setText } from './dom';
import { checkStateText } from './healthSpans';
import { selectedSession } from './state';
import { t } from './l10n';

/** What the header says of a session's health, and whether its Node programs report from inside. */
export function createHealthNote(): Component {
  const health = element('span', { class: 'health-note' });
  const agent = element('span', { class: 'muted' });
  return {
    element: element('span', { class: 'status' }, health, agent),
    update(state) {
      const session = selectedSession(state);
      const text = session === undefined ? undefined : healthNoteText(session);
      setShown(health, text !== undefined);
      setText(health, text ?? '');
      setAttribute(health, 'title', text);
      setAttribute(health, 'data-check', session?.check?.state);
      const presence = session === undefined ? undefined : agentText(session);
      setShown(agent, presence !== undefined);
      setText(agent, presence?.text ?? '');
      setAttribute(agent, 'title', presence?.title);
    },
  };
}

/** The health of a session that runs, with its reason where it is not well; undefined where nobody has asked. */
export function healthNoteText({ check, state }: Session): string | undefined {
  if (check === undefined || state !== 'running') return undefined;
  // The word alone would seem to speak of the program, beside one that says that it runs.
  if (check.state === 'paused') return t('Health check paused');
  const word = checkStateText(check.state);
  return check.state === 'unhealthy' ? `${word}: ${displayText(check.text)}` : word;
}

/** Whether the Node programs of a session report from inside; undefined for one without any. */
export function agentText({ agent }: Session): { readonly text: string; readonly title: string } | undefined {
  switch (agent) {
    case undefined:
      return undefined;
    case 'on':
      return { text: t('agent on'), title: t('This program reports from inside: event loop, heap, requests') };
    case 'off':
      return {
        text: t('agent off'),
        title: t('The setting {0} keeps the agent out', 'processMonitor.runtime.injectAgent'),
      };
    case 'absent':
      return { text: t('agent not there'), title: t('No process of this program reports from inside') };
  }
}
