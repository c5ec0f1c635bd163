import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { otlpTokenOf } from '../../launching/otlpInjection';
import type { LaunchConfiguration } from '../../launching/sessionMarker';
import type { MonitorHub } from '../../monitoring/monitorHub';
import { JvmSource } from '../../runtime/jvm/jvmSource';
import { readPerfFile } from '../../runtime/jvm/readPerfFile';
import { OtlpSource } from '../../runtime/otlp/otlpSource';
import { ownHeaders } from '../../runtime/ownRequests';
import type { RuntimeSource } from '../../runtime/runtimeSource';
import { listeningPorts } from '../../runtime/scraping/listeningPorts';
import type { PageLimits } from '../../runtime/scraping/fetchPage';
import { readPage } from '../../runtime/scraping/pageReader';
import { ScrapeSource } from '../../runtime/scraping/scrapeSource';
import type { Clock } from '../../shared/clock';
import type { Round, SessionId } from '../../shared/sample';
import { Owner } from '../disposables';
import type { Settings } from '../decodeSettings';
import { askForMetrics } from './askForMetrics';
import { MetricsOffer } from './metricsOffer';
import { OtlpReceiver } from './otlpReceiver';
import type { ScrapeTargets } from './scrapeTargets';

/** On Linux a JVM pays no heed to `TMPDIR`. */
const PERF_FILES =
  process.platform === 'linux' ? { temporaryFolder: '/tmp', procfs: '/proc' } : { temporaryFolder: tmpdir() };

export interface RuntimePorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly context: vscode.ExtensionContext;
  settings(): Settings;
  /** What our own requests carry, so that programs that report from inside do not count them. */
  mark(): string | undefined;
  /** What the processes of a session carry in their environment. */
  markerOf(sessionId: SessionId): string | undefined;
}

/** Pages of metrics, OpenTelemetry, JVMs: each adds what it was told to the rounds. */
export class RuntimeSources extends Owner {
  private readonly sources: readonly RuntimeSource[];
  private readonly otlp: OtlpReceiver;

  constructor(ports: RuntimePorts, targets: ScrapeTargets) {
    super();
    const { hub, clock, log } = ports;
    const read = (url: URL, limits?: PageLimits) => readPage(url, limits, ownHeaders(ports.mark()));
    const common = { clock, read, listening: listeningPorts };
    const sent = new OtlpSource({ clock, tokenOf: (sessionId) => otlpTokenOf(ports.markerOf(sessionId)) });
    this.otlp = this.register(new OtlpReceiver({ source: sent, environment: process.env, log }));
    this.sources = [
      sent,
      new ScrapeSource({
        ...common,
        urlOf: (sessionId) => {
          const facts = hub.monitor(sessionId)?.facts;
          return facts === undefined ? undefined : targets.urlOf(facts);
        },
        onState: (url, problem) => {
          if (problem === undefined) log.info(`${url.href}: its metrics are read`);
          else log.warn(`${url.href}: its metrics cannot all be read: ${problem}`);
        },
      }),
      new JvmSource({
        clock,
        readFile: (pid) => readPerfFile(pid, { ...PERF_FILES, userId: process.getuid?.() ?? 0 }),
        onProblem: (message) => {
          log.error(message);
        },
      }),
      new MetricsOffer({
        ...common,
        hub,
        log,
        memento: ports.context.workspaceState,
        isTrusted: () => vscode.workspace.isTrusted,
        isTargetSet: (facts) => targets.urlOf(facts) !== undefined,
        ask: askForMetrics,
        setTarget: (name, url) => targets.set(name, url),
      }),
    ];
    for (const source of this.sources) this.register(source);
    this.register({
      dispose: hub.onUpdate(({ session }) => {
        if (session.endedAtMs !== undefined) for (const source of this.sources) source.forget(session.id);
      }),
    });
  }

  /** The configuration of a launch whose programs send their OpenTelemetry metrics here. */
  inject(configuration: LaunchConfiguration): Promise<LaunchConfiguration> {
    return this.otlp.inject(configuration);
  }

  /** A round with what its processes have told by now. */
  enrich(round: Round): Round {
    return this.sources.reduce((enriched, source) => source.enrich(enriched), round);
  }
}
