import type { LogOutputChannel } from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import { AlertCommands } from './alertCommands';
import { AlertSettingsKeeper } from './alertSettingsKeeper';
import { Owner } from './disposables';
import { Heartbeat } from './heartbeat';
import { Notifications, type NotificationPorts } from './notifications';
import { SessionsView } from './sessionsView';
import { Snoozing } from './snoozing';

/** All that a person sees of alerts outside of panel and status bar: rules, toasts, commands and the tree. */
export class AlertFeatures extends Owner {
  constructor(
    hub: MonitorHub,
    clock: Clock,
    log: LogOutputChannel,
    leadTo: Pick<NotificationPorts, 'show' | 'report' | 'takeEvidence'>,
  ) {
    super();
    const snoozing = new Snoozing(hub, clock);
    this.register(new AlertSettingsKeeper(hub, clock, log));
    this.register(new Heartbeat(hub, clock));
    this.register(
      new Notifications(hub, { ...leadTo, snooze: (sessionId, keys) => snoozing.ask(sessionId, keys), log }),
    );
    this.register(new AlertCommands(hub, snoozing));
    this.register(new SessionsView(hub));
  }
}
