import * as vscode from 'vscode';
import type { Toast } from '../alerting/outbox';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { CaptureKind } from '../shared/capture';
import { captureFor } from '../shared/captureFor';
import type { ProcessKey, SessionId } from '../shared/sample';
import type { Session } from '../shared/state';
import { disableRules, markAnomaliesOnly } from './alertSettings';
import { Owner } from './disposables';
import { actionText } from './evidence/evidenceTexts';
import { folderOf } from './folderOf';

/** What a toast can lead to. */
export interface NotificationPorts {
  /** Opens the panel at a session and marks a moment, epoch milliseconds. */
  show(sessionId: SessionId, momentMs: number): void;
  /** Opens what happened before a session ended. */
  report(sessionId: SessionId): Promise<void>;
  /** Takes evidence of a process, or of the whole session, and opens it. */
  takeEvidence(sessionId: SessionId, kind: CaptureKind, process?: ProcessKey): Promise<void>;
  /** Asks for how long, and snoozes. */
  snooze(sessionId: SessionId, keys: readonly string[]): Promise<void>;
  readonly log: vscode.LogOutputChannel;
}

/** Shows what the hub wants a person to be told. Nobody waits for a toast: its promise may never resolve. */
export class Notifications extends Owner {
  constructor(
    private readonly hub: MonitorHub,
    private readonly ports: NotificationPorts,
  ) {
    super();
    this.register({
      dispose: hub.onUpdate(({ session, toasts }) => {
        for (const toast of toasts) this.tell(session, toast);
      }),
    });
  }

  private tell(session: Session, toast: Toast): void {
    this.ports.log.info(`${toast.severity}: ${toast.text}`);
    this.ask(session, toast).catch((error: unknown) => {
      this.ports.log.error(`What was chosen for "${toast.text}" could not be done: ${String(error)}`);
    });
  }

  private async ask({ id, state }: Session, toast: Toast): Promise<void> {
    const report = vscode.l10n.t('What Happened?');
    const show = vscode.l10n.t('Show');
    const snooze = vscode.l10n.t('Snooze');
    const never = vscode.l10n.t("Don't Show Again");
    // Of a program that has crashed nothing more will come that could be snoozed.
    const kind = toast.about && captureFor(toast.about.metric);
    const take = kind && actionText(kind);
    const first = state === 'crashed' ? [report, show] : [show, ...(take === undefined ? [] : [take]), snooze];
    const chosen = await messageFor(toast.severity)(toast.text, ...first, never);
    if (chosen === report) await this.ports.report(id);
    if (chosen === show) this.ports.show(id, toast.momentMs);
    if (kind !== undefined && chosen === take) await this.ports.takeEvidence(id, kind, toast.about?.process);
    if (chosen === snooze) await this.ports.snooze(id, toast.keys);
    if (chosen !== never) return;
    const folder = folderOf(this.hub.monitor(id)?.facts);
    await (toast.rules.length === 0 ? markAnomaliesOnly() : disableRules(toast.rules, folder));
  }
}

type ShowMessage = (message: string, ...items: string[]) => Thenable<string | undefined>;

function messageFor(severity: Toast['severity']): ShowMessage {
  switch (severity) {
    case 'info':
      return vscode.window.showInformationMessage;
    case 'warning':
      return vscode.window.showWarningMessage;
    case 'critical':
      return vscode.window.showErrorMessage;
  }
}
