import type { Round, SessionId } from '../../shared/sample';
import { withReadings, type RuntimeSource } from '../runtimeSource';
import { NamedSeries } from '../namedSeries';
import { ScrapedSession, type ScrapePorts } from './scrapedSession';

export interface ScrapeSourcePorts extends ScrapePorts {
  /** Where a session tells its metrics; undefined where it is not asked. */
  urlOf(sessionId: SessionId): URL | undefined;
}

/** Pages of metrics in the formats of Prometheus and OpenMetrics, one for each session that has one. */
export class ScrapeSource implements RuntimeSource {
  private readonly sessions = new Map<SessionId, ScrapedSession>();
  private readonly names = new NamedSeries();

  constructor(private readonly ports: ScrapeSourcePorts) {}

  enrich(round: Round): Round {
    const session = this.sessionOf(round.sessionId);
    if (session === undefined) return round;
    session.pass(round);
    const nowMs = this.ports.clock.nowMs();
    return withReadings(round, (process) => session.toldBy(process)?.readings(nowMs) ?? []);
  }

  forget(sessionId: SessionId): void {
    this.sessions.get(sessionId)?.dispose();
    this.sessions.delete(sessionId);
  }

  dispose(): void {
    for (const sessionId of [...this.sessions.keys()]) this.forget(sessionId);
  }

  /** What is scraped of a session, as the settings have it now. */
  private sessionOf(sessionId: SessionId): ScrapedSession | undefined {
    const url = this.ports.urlOf(sessionId);
    const known = this.sessions.get(sessionId);
    if (known !== undefined && known.url.href === url?.href) return known;
    this.forget(sessionId);
    if (url === undefined) return undefined;
    const session = new ScrapedSession(url, this.names, this.ports);
    this.sessions.set(sessionId, session);
    return session;
  }
}
