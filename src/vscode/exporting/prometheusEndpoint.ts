import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { MetricsServer } from '../../exporting/server/metricsServer';
import { scrapeConfig } from '../../exporting/server/scrapeConfig';
import { METRICS_PATH } from '../../exporting/server/scrapeRequest';
import type { MetricFamily } from '../../exporting/text/metricFamily';
import { Owner } from '../disposables';
import { onDidChangeSettings } from '../settings';
import type { PrometheusSettings } from './decodeExportSettings';
import { enablePrometheus, readPrometheusSettings } from './exportSettings';

/** What the endpoint needs of the rest. */
export interface PrometheusEndpointPorts {
  readonly log: vscode.LogOutputChannel;
  readonly secrets: vscode.SecretStorage;
  readonly families: () => readonly MetricFamily[];
  /** How often values come, milliseconds. */
  intervalMs(): number;
}

/** The endpoint for Prometheus as the settings want it, and the command that tells Prometheus of it. */
export class PrometheusEndpoint extends Owner {
  private settings: PrometheusSettings = { isEnabled: false, port: 0 };
  private server: MetricsServer | undefined;
  /** Changes come one after the other, whatever a person does meanwhile. */
  private applied: Promise<void>;
  private isOver = false;

  constructor(private readonly ports: PrometheusEndpointPorts) {
    super();
    this.register({
      dispose: () => {
        this.isOver = true;
        this.server?.dispose();
      },
    });
    this.register(
      onDidChangeSettings(() => {
        this.applied = this.apply();
      }),
    );
    this.applied = Promise.resolve();
    this.applied = this.apply();
  }

  /** Never rejects: what goes wrong is told. */
  private apply(): Promise<void> {
    return this.applied.then(async () => {
      const settings = readPrometheusSettings();
      if (settings.isEnabled === this.settings.isEnabled && settings.port === this.settings.port) return;
      this.settings = settings;
      this.server?.dispose();
      this.server = undefined;
      if (!settings.isEnabled) return;
      await this.listen(settings.port).catch((error: unknown) => {
        this.tellProblem(String(error));
      });
    });
  }

  private async listen(port: number): Promise<void> {
    const { log, families } = this.ports;
    const started = await MetricsServer.start({
      port,
      token: await this.token(),
      families,
      onProblem: (message) => {
        log.warn(message);
      },
    });
    if ('kind' in started) {
      this.tellProblem(vscode.l10n.t('neither port {0} nor one after it could be had ({1}).', port, started.reason));
      return;
    }
    // The window may have closed meanwhile.
    if (this.isOver) {
      started.dispose();
      return;
    }
    this.server = started;
    log.info(`Metrics for Prometheus are at ${addressOf(started)}.`);
    if (started.port !== port) void this.tellOtherPort(started, port);
  }

  /** Puts a configuration for Prometheus onto the clipboard; offers to turn the endpoint on where it is off. */
  async copyScrapeConfig(): Promise<void> {
    await this.applied;
    if (this.server === undefined && !(await this.turnOn())) return;
    if (this.server === undefined) return;
    const facts = {
      port: this.server.port,
      token: await this.token(),
      intervalSeconds: this.ports.intervalMs() / 1_000,
    };
    await vscode.env.clipboard.writeText(scrapeConfig(facts));
    const text = vscode.l10n.t('Copied for prometheus.yml. It contains the token of {0}.', addressOf(this.server));
    void vscode.window.showInformationMessage(text);
  }

  /** Whether a person wants the endpoint and it could be started. */
  private async turnOn(): Promise<boolean> {
    const turnOn = vscode.l10n.t('Turn On');
    const question = vscode.l10n.t('The endpoint for Prometheus is off. It would answer on this machine only.');
    if ((await vscode.window.showInformationMessage(question, turnOn)) !== turnOn) return false;
    await enablePrometheus();
    this.applied = this.apply();
    await this.applied;
    return this.server !== undefined;
  }

  private async tellOtherPort(server: MetricsServer, wantedPort: number): Promise<void> {
    const copy = vscode.l10n.t('Copy Scrape Config');
    const text = vscode.l10n.t('Port {0} is taken: metrics are at {1} for this window.', wantedPort, addressOf(server));
    if ((await vscode.window.showInformationMessage(text, copy)) === copy) await this.copyScrapeConfig();
  }

  private tellProblem(reason: string): void {
    const text = vscode.l10n.t(
      'Metrics are not offered to Prometheus: {0} Change processMonitor.export.prometheus.port.',
      reason,
    );
    this.ports.log.error(text);
    void vscode.window.showErrorMessage(text);
  }

  /** The token of this person, made when it is first asked for. All windows share it. */
  private async token(): Promise<string> {
    const known = await this.ports.secrets.get(TOKEN);
    if (known !== undefined) return known;
    const token = randomBytes(32).toString('base64url');
    await this.ports.secrets.store(TOKEN, token);
    return token;
  }
}

/** Under which name the secret storage keeps the token. */
const TOKEN = 'processMonitor.export.prometheus.token';

function addressOf({ port }: MetricsServer): string {
  return `http://127.0.0.1:${port}${METRICS_PATH}`;
}
