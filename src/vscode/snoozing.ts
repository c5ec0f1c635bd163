import * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import type { SessionId } from '../shared/sample';

const SNOOZE_MS = 600_000;

/** Keeps the toasts of a session back, for as long as a person says. Alerts go on, in the panel and the status bar. */
export class Snoozing {
  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
  ) {}

  /** Asks for how long, then snoozes the session, or the alerts with these keys until they are fixed. */
  async ask(sessionId: SessionId, keys: readonly string[]): Promise<void> {
    const alerts = this.hub.monitor(sessionId)?.alerts;
    if (alerts === undefined) return;
    const choices = [
      {
        label: vscode.l10n.t('For 10 Minutes'),
        run: () => {
          alerts.snooze(this.clock.nowMs() + SNOOZE_MS);
        },
      },
      {
        label: vscode.l10n.t('For This Session'),
        run: () => {
          alerts.snooze(Infinity);
        },
      },
      ...(keys.length === 0
        ? []
        : [
            {
              label: vscode.l10n.t('Until Fixed'),
              run: () => {
                alerts.snoozeUntilFixed(keys);
              },
            },
          ]),
    ];
    const chosen = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Snooze alerts for how long?') });
    chosen?.run();
  }

  /** Tells nothing of a session any more. */
  mute(sessionId: SessionId): void {
    this.hub.monitor(sessionId)?.alerts.snooze(Infinity);
  }
}
