import * as v from 'valibot';
import type { MonitorHub } from '../../monitoring/monitorHub';
import type { SessionFacts } from '../../monitoring/sessionInput';
import type { RuntimeSource } from '../../runtime/runtimeSource';
import { MetricsSearch, type MetricsSearchPorts } from '../../runtime/scraping/metricsSearch';
import type { Round, SessionId } from '../../shared/sample';

export interface MetricsOfferPorts extends MetricsSearchPorts {
  readonly hub: MonitorHub;
  /** Remembers in the workspace for whom there has been an offer. */
  readonly memento: {
    get(key: string): unknown;
    update(key: string, value: readonly string[]): PromiseLike<void>;
  };
  readonly log: { info(text: string): void; error(text: string): void };
  /** Nothing is asked of programs where it is not. */
  isTrusted(): boolean;
  isTargetSet(facts: SessionFacts): boolean;
  /** Whether the page is to be shown; resolves when the person has answered, if ever. */
  ask(name: string, url: string): Promise<boolean>;
  setTarget(name: string, url: string): Promise<void>;
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
    const { ports } = this;
    const facts = ports.hub.monitor(sessionId)?.facts;
    if (facts === undefined || this.searched.has(facts.name) || !ports.isTrusted()) return undefined;
    if (ports.isTargetSet(facts) || this.offered().includes(facts.name)) return undefined;
    this.searched.add(facts.name);
    const search = new MetricsSearch(ports, (url) => {
      this.offer(facts, url).catch((error: unknown) => {
        ports.log.error(`The metrics at ${url} could not be offered: ${String(error)}`);
      });
    });
    this.searches.set(sessionId, search);
    return search;
  }

  private async offer({ name }: SessionFacts, url: string): Promise<void> {
    await this.ports.memento.update(KEY, [...this.offered().slice(1 - MOST_REMEMBERED), name]);
    this.ports.log.info(`${name} tells its metrics at ${url}`);
    if (await this.ports.ask(name, url)) await this.ports.setTarget(name, url);
  }

  private offered(): readonly string[] {
    return v.parse(remembered, this.ports.memento.get(KEY));
  }
}
