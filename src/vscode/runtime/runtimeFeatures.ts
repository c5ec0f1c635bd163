import type * as vscode from 'vscode';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { RuntimeSource } from '../../runtime/runtimeSource';
import { listeningPorts } from '../../runtime/scraping/listeningPorts';
import { readPage } from '../../runtime/scraping/pageReader';
import { ScrapeSource } from '../../runtime/scraping/scrapeSource';
import type { Clock } from '../../shared/clock';
import type { Round } from '../../shared/sample';
import { Owner } from '../disposables';
import { MetricsOffer } from './metricsOffer';
import { ScrapeTargets } from './scrapeTargets';

export interface RuntimePorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  /** What people have answered is kept there. */
  readonly memento: vscode.Memento;
}

/** The ways in which programs that are not Node tell what goes on inside them. */
export class RuntimeFeatures extends Owner {
  private readonly sources: readonly RuntimeSource[];

  constructor(ports: RuntimePorts) {
    super();
    const { hub, clock, log } = ports;
    const targets = this.register(new ScrapeTargets(log));
    const common = { clock, read: readPage, listening: listeningPorts };
    this.sources = [
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
      new MetricsOffer({ ...common, hub, targets, memento: ports.memento, log }),
    ];
    for (const source of this.sources) this.register(source);
    this.register({
      dispose: hub.onUpdate(({ session }) => {
        if (session.endedAtMs !== undefined) for (const source of this.sources) source.forget(session.id);
      }),
    });
  }

  /** A round with what its processes have told by now. */
  enrich(round: Round): Round {
    return this.sources.reduce((enriched, source) => source.enrich(enriched), round);
  }
}
