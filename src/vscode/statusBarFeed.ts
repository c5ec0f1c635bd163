import * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import type { MonitorStatus } from '../shared/state';
import { activeRun, ENDED_SHOWN_MS } from './activeRun';
import { rootOf } from './debugSessions';
import { Owner } from './disposables';
import { CONTEXT_KEYS } from './ids';
import { StatusBar } from './statusBar';

/** Keeps the status bar and the context keys in step with the hub. */
export class StatusBarFeed extends Owner {
  private readonly statusBar = this.register(new StatusBar());
  private wasMonitoring = false;
  private cancelHide: (() => void) | undefined;

  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
    private readonly status: () => MonitorStatus,
  ) {
    super();
    const refresh = (): void => {
      this.refresh();
    };
    this.register({ dispose: hub.onUpdate(refresh) });
    this.register(vscode.debug.onDidChangeActiveDebugSession(refresh));
    this.register({ dispose: () => this.cancelHide?.() });
  }

  /** Draws anew: also to be called when the monitor's own status has changed, such as when sampling stalls. */
  refresh(): void {
    const nowMs = this.clock.nowMs();
    const sessions = this.hub.sessions();
    const active = vscode.debug.activeDebugSession;
    const session = activeRun(sessions, active && rootOf(active).id, nowMs);
    const running = sessions.filter(({ endedAtMs }) => endedAtMs === undefined);
    this.setMonitoring(running.length > 0);
    if (session === undefined) {
      this.statusBar.render(undefined);
      return;
    }
    const others = running.filter(({ id }) => id !== session.id).length;
    const values = session.endedAtMs === undefined ? (this.hub.monitor(session.id)?.totalsNow() ?? {}) : {};
    this.statusBar.render({ session, values, others, monitor: this.status(), nowMs });
    if (session.endedAtMs !== undefined) this.hideLater();
  }

  private hideLater(): void {
    this.cancelHide?.();
    this.cancelHide = this.clock.schedule(ENDED_SHOWN_MS, () => {
      this.refresh();
    });
  }

  private setMonitoring(isMonitoring: boolean): void {
    if (isMonitoring === this.wasMonitoring) return;
    this.wasMonitoring = isMonitoring;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.isMonitoring, isMonitoring);
  }
}
