import * as v from 'valibot';
import * as vscode from 'vscode';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { SessionFacts } from '../../monitoring/sessionInput';
import type { RuntimeSource } from '../../runtime/runtimeSource';
import { MetricsSearch, type MetricsSearchPorts } from '../../runtime/scraping/metricsSearch';
import type { Round, SessionId } from '../../shared/sample';
import type { ScrapeTargets } from './scrapeTargets';

export interface MetricsOfferPorts extends MetricsSearchPorts {
  readonly hub: MonitorHub;
  readonly targets: ScrapeTargets;
  readonly memento: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

const KEY = 'offeredMetrics';
const MOST_REMEMBERED = 200;
const remembered = v.fallback(v.array(v.string()), []);

/**
 * Offers to read the page of metrics of a program that has one and for which none is set: once for each launch
 * configuration. Programs are asked in trusted workspaces only, and each configuration's once in a window.
 */
export class MetricsOffer implements RuntimeSource {
  private readonly searches = new Map<SessionId, MetricsSearch>();
  /** The configurations whose programs have been asked in this window. */
  private readonly searched = new Set<string>();

  constructor(private readonly ports: MetricsOfferPorts) {}

  enrich(round: Round): Round {
    const search = this.searches.get(round.sessionId) ?? this.begin(round.sessionId);
    search?.pass(round).catch((error: unknown) => {
      this.ports.log.error(`Pages of metrics could not be looked for: ${String(error)}`);
    });
    return round;
  }

  forget(sessionId: SessionId): void {
    this.searches.get(sessionId)?.dispose();
    this.searches.delete(sessionId);
  }

  dispose(): void {
    for (const sessionId of [...this.searches.keys()]) this.forget(sessionId);
  }

  private begin(sessionId: SessionId): MetricsSearch | undefined {
    const { hub, targets } = this.ports;
    const facts = hub.monitor(sessionId)?.facts;
    if (facts === undefined || this.searched.has(facts.name) || !vscode.workspace.isTrusted) return undefined;
    if (targets.urlOf(facts) !== undefined || this.offered().includes(facts.name)) return undefined;
    this.searched.add(facts.name);
    const search = new MetricsSearch(this.ports, (url) => {
      this.offer(facts, url).catch((error: unknown) => {
        this.ports.log.error(`The metrics at ${url} could not be offered: ${String(error)}`);
      });
    });
    this.searches.set(sessionId, search);
    return search;
  }

  private async offer({ name }: SessionFacts, url: string): Promise<void> {
    await this.ports.memento.update(KEY, [...this.offered().slice(1 - MOST_REMEMBERED), name]);
    this.ports.log.info(`${name} tells its metrics at ${url}`);
    const show = vscode.l10n.t('Show Them');
    const message = vscode.l10n.t('"{0}" tells its metrics at {1}. Show them beside its CPU and memory?', name, url);
    const answer = await vscode.window.showInformationMessage(message, show, vscode.l10n.t('No'));
    if (answer === show) await this.ports.targets.set(name, url);
  }

  private offered(): readonly string[] {
    return v.parse(remembered, this.ports.memento.get(KEY));
  }
}
