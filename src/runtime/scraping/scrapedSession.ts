import type { Clock } from '../../shared/clock';
import { processKey, type ProcessInfo, type ProcessKey, type Round } from '../../shared/sample';
import type { NamedSeries } from '../namedSeries';
import { ToldProcess } from '../told/toldProcess';
import type { ListeningPort } from './listeningPorts';
import type { ReadPage } from './pageReader';

/** What scraping needs of the rest. */
export interface ScrapePorts {
  readonly clock: Clock;
  /** Never rejects. */
  read(url: URL): Promise<ReadPage>;
  /** On which ports some of these processes listen; empty where nobody can know. */
  listening(pids: readonly number[]): Promise<readonly ListeningPort[]>;
  /** How reading a page went, whenever that has changed; `problem` is for people, undefined when all is well. */
  onState(url: URL, problem: string | undefined): void;
}

/** A little less than a second: where rounds come each second, each has an answer of its own. */
const EVERY_MS = 900;
/** A page that takes long to make is asked for less often: its program should not be busy with us. */
const SHARE_OF_TIME = 20;
const MOST_EVERY_MS = 10_000;
const AFTER_FAILURE_MS = 2_000;

/**
 * The page of metrics of one session. It is asked for as rounds go by, one request at a time, and what it tells belongs to
 * the process that listens there, or, where that is not known, to the first of the session.
 */
export class ScrapedSession {
  private dueMs = -Infinity;
  private isAsking = false;
  private isOver = false;
  private problem: string | undefined;
  private source: { readonly process: ProcessKey; readonly told: ToldProcess } | undefined;

  constructor(
    readonly url: URL,
    private readonly names: NamedSeries,
    private readonly ports: ScrapePorts,
  ) {}

  /** A round goes by: asks for the page if it is time. */
  pass(round: Round): void {
    const { clock } = this.ports;
    if (this.isAsking || clock.nowMs() < this.dueMs || round.processes.length === 0) return;
    this.isAsking = true;
    this.ask(round).then(
      () => (this.isAsking = false),
      (error: unknown) => {
        this.isAsking = false;
        this.settle(String(error), AFTER_FAILURE_MS);
      },
    );
  }

  /** What a process of the session has told by now. */
  toldBy(process: ProcessInfo): ToldProcess | undefined {
    return this.source?.process === processKey(process) ? this.source.told : undefined;
  }

  /** Nothing that is still on its way is taken in. */
  dispose(): void {
    this.isOver = true;
  }

  private async ask(round: Round): Promise<void> {
    const { clock } = this.ports;
    const startMs = clock.nowMs();
    const page = await this.ports.read(this.url);
    if (this.isOver) return;
    if (page.kind === 'failed') {
      this.settle(page.reason, AFTER_FAILURE_MS);
      return;
    }
    const tookMs = clock.nowMs() - startMs;
    const told = await this.sourceIn(round);
    told.takeIn(page.told, clock.nowMs());
    this.settle(page.complaint, Math.min(MOST_EVERY_MS, Math.max(EVERY_MS - tookMs, SHARE_OF_TIME * tookMs)));
  }

  private settle(problem: string | undefined, nextInMs: number): void {
    this.dueMs = this.ports.clock.nowMs() + nextInMs;
    if (problem !== this.problem) this.ports.onState(this.url, problem);
    this.problem = problem;
  }

  /** Whom the page belongs to: the same process as before while that lives. */
  private async sourceIn({ processes }: Round): Promise<ToldProcess> {
    const known = this.source;
    if (known !== undefined && processes.some(({ process }) => processKey(process) === known.process))
      return known.told;
    const port = Number(this.url.port === '' ? (this.url.protocol === 'https:' ? 443 : 80) : this.url.port);
    const listening = await this.ports.listening(processes.map(({ process }) => process.pid));
    const owner = listening.find((one) => one.port === port)?.pid;
    const found = processes.find(({ process }) => process.pid === owner) ?? processes[0];
    const source = {
      process: found === undefined ? ('0@0' as const) : processKey(found.process),
      told: new ToldProcess(this.names),
    };
    this.source = source;
    return source.told;
  }
}
