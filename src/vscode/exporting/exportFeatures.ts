import type * as vscode from 'vscode';
import { liveFamilies } from '../../exporting/text/liveFamilies';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { Clock } from '../../shared/clock';
import { Owner } from '../disposables';
import { currentSessions, type CurrentSessions } from './currentSessions';
import { PrometheusEndpoint } from './prometheusEndpoint';

/** What carrying values elsewhere needs of the rest. */
export interface ExportPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly secrets: vscode.SecretStorage;
  /** The interval of sampling that is in force, milliseconds. */
  intervalMs(): number;
}

/** All ways in which the numbers go where people already look. */
export class ExportFeatures extends Owner {
  constructor(ports: ExportPorts) {
    super();
    const { hub, clock, log, secrets } = ports;
    const current = (): CurrentSessions => currentSessions(hub, clock.nowMs(), ports.intervalMs());
    const intervalMs = (): number => ports.intervalMs();
    const families = () => {
      const { sessions, monitor } = current();
      return liveFamilies(sessions, monitor);
    };
    this.register(new PrometheusEndpoint({ log, secrets, families, intervalMs }));
  }
}
