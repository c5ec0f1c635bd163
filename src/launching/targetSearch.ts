import { processKey, type ProcessInfo } from '../shared/sample';
import type { DebugSessionFacts, RunPorts } from './runInput';
import { environmentTarget } from './targets/environment';
import { JAVA_PROCESS_REQUEST, readJavaProcess } from './targets/javaDebug';
import { IDENTITY_EXPRESSION, readIdentity } from './targets/jsDebug';
import { newDescendant, type Descent } from './targets/newDescendants';
import { readRubyPid, RUBY_PID_EXPRESSION } from './targets/rubyDebug';

/** A process may seem to have begun so much before its session: clocks of ticks, and the time that a launch takes. */
const START_TOLERANCE_MS = 2_000;

/** A target, or why there is none. */
export type SearchResult =
  { readonly kind: 'found'; readonly process: ProcessInfo } | { readonly kind: 'none'; readonly reason: string };

/**
 * The ways to find the process behind a debug session, each checked against the table of processes: it must live, be
 * on this machine, and for a launch have begun with the session. A pid alone is never believed.
 */
export class TargetSearch {
  constructor(private readonly ports: RunPorts) {}

  /** The process that somebody named by its pid. */
  async byPid(session: DebugSessionFacts, pid: number, startedSinceMs?: number): Promise<SearchResult> {
    const elsewhere = remoteReason(session);
    if (elsewhere !== undefined) return none(elsewhere);
    const process = await this.ports.findProcess(pid);
    if (process === undefined) return none(`Process ${pid} does not exist on this machine or has already exited.`);
    if (startedSinceMs !== undefined && process.startTimeMs < startedSinceMs - START_TOLERANCE_MS) {
      return none(`Process ${pid} began before this session and is not its program.`);
    }
    return { kind: 'found', process: await this.named(process) };
  }

  /** The process of a Node program that is asked for its pid and age; the age tells it from a namesake elsewhere. */
  async byAskingNode(session: DebugSessionFacts): Promise<SearchResult> {
    const elsewhere = remoteReason(session);
    if (elsewhere !== undefined) return none(elsewhere);
    const answer = await this.ports.evaluate(session.id, IDENTITY_EXPRESSION);
    const identity = answer === undefined ? undefined : readIdentity(answer);
    if (identity === undefined) return none('The program did not tell its process id.');
    const process = await this.ports.findProcess(identity.pid);
    const startTimeMs = this.ports.clock.nowMs() - identity.uptimeSeconds * 1000;
    if (process === undefined || Math.abs(process.startTimeMs - startTimeMs) > START_TOLERANCE_MS) {
      return none(`The program's process ${identity.pid} is not on this machine: it runs in a container or elsewhere.`);
    }
    return { kind: 'found', process: await this.named(process) };
  }

  /** What the debugger of a language that has a question of its own answers to it. */
  async byAskingDebugger(session: DebugSessionFacts, startedSinceMs?: number): Promise<SearchResult> {
    const pid = await this.askedPid(session);
    return pid === undefined ? none('The debugger did not answer.') : this.byPid(session, pid, startedSinceMs);
  }

  /** The program that carries a marker in its environment. */
  async byEnvironment(marker: string, sinceMs: number): Promise<SearchResult> {
    const recent = await this.recentProcesses(sinceMs);
    const marked = new Set((await this.ports.findMarked(recent, marker)).map(processKey));
    return found(environmentTarget(await this.allNamed(recent), marked));
  }

  /** The program that has newly begun where `descent` looks, see `newDescendant`. */
  async byDescent(descent: Descent): Promise<SearchResult> {
    const { sinceMs } = descent;
    const table = await this.ports.listProcesses();
    const recent = await this.allNamed(table.filter((process) => isRecent(process, sinceMs)));
    const byPid = new Map(recent.map((process) => [process.pid, process]));
    const named = table.map((entry) => byPid.get(entry.pid) ?? entry);
    return found(newDescendant(named, { ...descent, sinceMs: sinceMs - START_TOLERANCE_MS }));
  }

  /** The processes that have begun since a moment. */
  async recentProcesses(sinceMs: number): Promise<readonly ProcessInfo[]> {
    return (await this.ports.listProcesses()).filter((process) => isRecent(process, sinceMs));
  }

  private async askedPid(session: DebugSessionFacts): Promise<number | undefined> {
    if (session.type === 'java') return readJavaProcess(await this.ports.request(session.id, JAVA_PROCESS_REQUEST));
    const answer = await this.ports.evaluate(session.id, RUBY_PID_EXPRESSION);
    return answer === undefined ? undefined : readRubyPid(answer);
  }

  private allNamed(processes: readonly ProcessInfo[]): Promise<readonly ProcessInfo[]> {
    return Promise.all(processes.map((process) => this.named(process)));
  }

  private async named(process: ProcessInfo): Promise<ProcessInfo> {
    return { ...process, name: (await this.ports.describe(process)) ?? process.name };
  }
}

/** Whether a debugger has a question of its own for the process, see `TargetSearch.byAskingDebugger`. */
export function canBeAsked(session: DebugSessionFacts): boolean {
  return session.type === 'java' || session.type === 'rdbg';
}

function isRecent(process: ProcessInfo, sinceMs: number): boolean {
  return process.startTimeMs >= sinceMs - START_TOLERANCE_MS;
}

function remoteReason({ remoteAddress }: DebugSessionFacts): string | undefined {
  return remoteAddress === undefined ? undefined : `The program runs at ${remoteAddress}, not on this machine.`;
}

function found(process: ProcessInfo | undefined): SearchResult {
  return process === undefined ? none('The debugger does not tell which process it runs.') : { kind: 'found', process };
}

function none(reason: string): SearchResult {
  return { kind: 'none', reason };
}
