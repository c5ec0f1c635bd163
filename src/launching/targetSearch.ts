import type { ProcessInfo } from '../shared/sample';
import type { DebugSessionFacts, RunPorts } from './runInput';
import { IDENTITY_EXPRESSION, readIdentity } from './targets/jsDebug';
import { newDescendant } from './targets/newDescendants';

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
  async byPid(pid: number, startedSinceMs?: number): Promise<SearchResult> {
    const process = await this.ports.findProcess(pid);
    if (process === undefined) return none(`Process ${pid} does not exist on this machine or has already exited.`);
    if (startedSinceMs !== undefined && process.startTimeMs < startedSinceMs - START_TOLERANCE_MS) {
      return none(`Process ${pid} began before this session and is not its program.`);
    }
    return this.named(process);
  }

  /** The process of a Node program that is asked for its pid and age; the age tells it from a namesake elsewhere. */
  async byAskingNode(session: DebugSessionFacts): Promise<SearchResult> {
    if (session.remoteAddress !== undefined) {
      return none(`The program runs at ${session.remoteAddress}, not on this machine.`);
    }
    const answer = await this.ports.evaluate(session.id, IDENTITY_EXPRESSION);
    const identity = answer === undefined ? undefined : readIdentity(answer);
    if (identity === undefined) return none('The program did not tell its process id.');
    const process = await this.ports.findProcess(identity.pid);
    const startTimeMs = this.ports.clock.nowMs() - identity.uptimeSeconds * 1000;
    if (process === undefined || Math.abs(process.startTimeMs - startTimeMs) > START_TOLERANCE_MS) {
      return none(`The program's process ${identity.pid} is not on this machine: it runs in a container or elsewhere.`);
    }
    return this.named(process);
  }

  /** The program that began below a shell or the extension host since a moment. */
  async byDescent(ancestorPid: number, sinceMs: number): Promise<SearchResult> {
    const table = await this.ports.listProcesses();
    const recent = table.filter((process) => process.startTimeMs >= sinceMs - START_TOLERANCE_MS);
    const named = await Promise.all(recent.map(async (process) => ({ ...process, name: await this.nameOf(process) })));
    const byPid = new Map(named.map((process) => [process.pid, process]));
    const process = newDescendant(
      table.map((entry) => byPid.get(entry.pid) ?? entry),
      ancestorPid,
      sinceMs - START_TOLERANCE_MS,
    );
    return process === undefined
      ? none('The debugger does not tell which process it runs.')
      : { kind: 'found', process };
  }

  private async named(process: ProcessInfo): Promise<SearchResult> {
    return { kind: 'found', process: { ...process, name: await this.nameOf(process) } };
  }

  private async nameOf(process: ProcessInfo): Promise<string> {
    return (await this.ports.describe(process)) ?? process.name;
  }
}

function none(reason: string): SearchResult {
  return { kind: 'none', reason };
}
