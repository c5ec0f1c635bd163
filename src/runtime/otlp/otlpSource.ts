import type { Clock } from '../../shared/clock';
import type { Round, SessionId } from '../../shared/sample';
import { withReadings, type RuntimeSource } from '../runtimeSource';
import { NamedSeries } from '../namedSeries';
import { ToldProcess } from '../told/toldProcess';
import type { MetricsRequest } from './metricsRequest';
import { toldByRequest } from './toldByRequest';

export interface OtlpSourcePorts {
  readonly clock: Clock;
  /** What the programs of a session show; undefined where they were given nothing. */
  tokenOf(sessionId: SessionId): string | undefined;
}

/** So many processes may send with one token. */
const MOST_PROCESSES = 64;
/** So many tokens of programs that have not been seen in a round are kept. */
const MOST_TOKENS = 200;

/** Processes of one token by their pid, or `undefined` for those that do not say it. */
type Programs = Map<number | undefined, ToldProcess>;

/** What programs send by OTLP, each with the token that it was started with. */
export class OtlpSource implements RuntimeSource {
  private readonly byToken = new Map<string, Programs>();
  private readonly tokens = new Map<SessionId, string>();
  private readonly names = new NamedSeries();

  constructor(private readonly ports: OtlpSourcePorts) {}

  /** Takes programs in that show this token. Those that were let in first are forgotten where there are too many. */
  admit(token: string): void {
    this.byToken.set(token, this.byToken.get(token) ?? new Map<number | undefined, ToldProcess>());
    for (const oldest of this.byToken.keys()) {
      if (this.byToken.size <= MOST_TOKENS) break;
      this.byToken.delete(oldest);
    }
  }

  isKnown(token: string): boolean {
    return this.byToken.has(token);
  }

  /** Takes in what a program has sent. */
  takeIn(token: string, request: MetricsRequest): void {
    const programs = this.byToken.get(token);
    if (programs === undefined) return;
    for (const { pid, told } of toldByRequest(request)) {
      const program = programs.get(pid) ?? new ToldProcess(this.names);
      if (!programs.has(pid) && programs.size >= MOST_PROCESSES) continue;
      programs.set(pid, program);
      program.takeIn(told, this.ports.clock.nowMs());
    }
  }

  enrich(round: Round): Round {
    const token = this.ports.tokenOf(round.sessionId);
    const programs = token === undefined ? undefined : this.byToken.get(token);
    if (token === undefined || programs === undefined || programs.size === 0) return round;
    this.tokens.set(round.sessionId, token);
    const nowMs = this.ports.clock.nowMs();
    const pids = new Set(round.processes.map(({ process }) => process.pid));
    const first = round.processes[0]?.process.pid;
    return withReadings(round, ({ pid }) =>
      [...programs]
        // One that does not say which it is, or by a number of another namespace, is taken for the first of the session.
        .filter(([told]) => told === pid || (pid === first && (told === undefined || !pids.has(told))))
        .flatMap(([, program]) => program.readings(nowMs)),
    );
  }

  forget(sessionId: SessionId): void {
    const token = this.tokens.get(sessionId);
    if (token !== undefined) this.byToken.delete(token);
    this.tokens.delete(sessionId);
  }

  dispose(): void {
    this.byToken.clear();
  }
}
