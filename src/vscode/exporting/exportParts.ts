import * as vscode from 'vscode';
import { currentJson } from '../../exporting/text/currentJson';
import { liveFamilies } from '../../exporting/text/liveFamilies';
import type { MetricFamily } from '../../exporting/text/metricFamily';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { Clock } from '../../shared/clock';
import type { SessionId } from '../../shared/sample';
import type { TimeRange } from '../../shared/view';
import { Owner } from '../disposables';
import { currentSessions, type CurrentSessions } from './currentSessions';
import { ExportableRuns, type KeptRuns } from './exportableRuns';
import { OtlpPush } from './otlpPush';
import { PrometheusEndpoint } from './prometheusEndpoint';
import { SessionExport } from './sessionExport';
import { SessionImport } from './sessionImport';
import { ToolAnswers } from './toolAnswers';

/** What carrying values elsewhere needs of the rest. */
export interface ExportPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly secrets: vscode.SecretStorage;
  readonly kept: KeptRuns;
  /** The interval of sampling that is in force, milliseconds. */
  intervalMs(): number;
  /** The span of a session that the panel shows; undefined where it shows none of it. */
  visibleSpan(sessionId: SessionId): TimeRange | undefined;
  /** Shows a session in the panel. */
  show(sessionId: SessionId): void;
}

/** What carries values elsewhere, and follows the settings in doing so. */
export class ExportParts extends Owner {
  readonly endpoint: PrometheusEndpoint;
  readonly otlp: OtlpPush;
  readonly imports: SessionImport;
  readonly exports: SessionExport;
  readonly answers: ToolAnswers;

  constructor(private readonly ports: ExportPorts) {
    super();
    const { hub, clock, log, secrets, kept } = ports;
    this.endpoint = this.register(
      new PrometheusEndpoint({
        log,
        secrets,
        families: () => this.families(),
        intervalMs: () => ports.intervalMs(),
      }),
    );
    const imports = new SessionImport(hub, (sessionId) => {
      ports.show(sessionId);
    });
    this.imports = imports;
    const runs = new ExportableRuns(hub, {
      pastRuns: () => kept.pastRuns(),
      load: (sessionId) => kept.load(sessionId),
      fill: async (sessionId, store) => imports.fill(sessionId, store) || (await kept.fill(sessionId, store)),
    });
    this.exports = new SessionExport(runs, clock, (sessionId) => ports.visibleSpan(sessionId));
    this.answers = new ToolAnswers(hub, clock);
    this.otlp = this.register(
      new OtlpPush({
        clock,
        log,
        secrets,
        current: () => this.current(),
        onDropped: (value) => {
          hub.ingestSelf(clock.nowMs(), [{ metric: 'process_monitor.export.dropped', attributes: '', value }]);
        },
      }),
    );
  }

  /** Puts the newest values onto the clipboard, as JSON. */
  async copyCurrentMetrics(): Promise<void> {
    const { sessions, monitor } = this.current();
    if (sessions.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('Nothing is being monitored.'));
      return;
    }
    await vscode.env.clipboard.writeText(currentJson(this.ports.clock.wallMs(), sessions, monitor));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Current metrics were copied.'), TOLD_FOR_MS);
  }

  private current(): CurrentSessions {
    const { hub, clock } = this.ports;
    return currentSessions(hub, clock.nowMs(), this.ports.intervalMs());
  }

  private families(): readonly MetricFamily[] {
    const { sessions, monitor } = this.current();
    return liveFamilies(sessions, monitor);
  }
}

const TOLD_FOR_MS = 5_000;
