import * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import type { SessionId } from '../shared/sample';

const LONGEST_NAME = 200;

/**
 * Marks the present moment of a session, under a name that is asked for; the moment is that of the request, however long
 * a person thinks about the name. The mark is one of the session's events and is kept with its run.
 */
export async function addMark(hub: MonitorHub, clock: Clock, sessionId: SessionId): Promise<void> {
  const timeMs = clock.nowMs();
  if (hub.monitor(sessionId)?.session().endedAtMs !== undefined || hub.monitor(sessionId) === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('This run is over: marks can be added only while a program is monitored.'),
    );
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Add Mark'),
    prompt: vscode.l10n.t('What begins or happens now? Empty for a mark without a name.'),
    placeHolder: vscode.l10n.t('load test starts'),
    validateInput: (text) =>
      text.length > LONGEST_NAME ? vscode.l10n.t('At most {0} characters.', LONGEST_NAME) : undefined,
  });
  if (name === undefined) return;
  hub.ingest(sessionId, { kind: 'marked', timeMs, text: name.trim() === '' ? vscode.l10n.t('Mark') : name.trim() });
}
