import type { HelloFrame, Incident } from '../shared/agentFrames';
import type { Clock } from '../shared/clock';
import {
  processKey,
  type ProcessInfo,
  type ProcessKey,
  type ProcessSample,
  type Round,
  type SessionId,
} from '../shared/sample';
import type { ThreadListener, ThreadQuestions } from './agentConnection';
import { agentPresence } from './agentPresence';
import { AgentProcess, type Home } from './agentProcess';
import type { AgentCaptureTarget } from './capturing/captureTarget';
import type { Probe } from './health/probe';
import { applicationAttributes } from './increases';
import { NamedSeries } from './namedSeries';

/** Something that a program of a session told of itself. */
export interface ToldIncident extends Home {
  readonly incident: Incident;
  readonly text: string;
}

/**
 * All processes that report from inside. What they tell joins the sampling rounds: it is judged, drawn and kept like what
 * was read from outside, and time that a debugger holds a program is left out of it just the same.
 */
export class AgentProcesses {
  private readonly byPid = new Map<number, AgentProcess>();
  private readonly named = new NamedSeries();

  constructor(
    private readonly clock: Clock,
    private readonly onIncident: (incident: ToldIncident) => void,
  ) {}

  /** Takes a thread in, from its first frame to its end. */
  open(hello: HelloFrame, questions: ThreadQuestions): ThreadListener {
    const { pid } = hello;
    const process = this.byPid.get(pid) ?? new AgentProcess(hello, this.clock.nowMs());
    this.byPid.set(pid, process);
    const thread = process.addThread(hello.threadId, questions);
    return {
      onTick: (frame) => {
        const { application, resources } = frame;
        const allowed = application.filter((series) =>
          this.named.mayName(`${series.name}{${applicationAttributes(series)}}`),
        );
        const counted = resources?.filter(([type]) => this.named.mayName(type));
        const told = { ...frame, application: allowed, ...(counted === undefined ? {} : { resources: counted }) };
        process.takeIn(thread, told, application.length - allowed.length, this.clock.nowMs());
      },
      onIncident: (incident) => {
        process.keep(incident);
        this.tellIncidents(process);
      },
      onPong: () => {
        thread.pings.answered();
      },
      onCaptured: (frame) => {
        thread.captures.answered(frame);
      },
      onClosed: () => {
        process.removeThread(thread);
        if (process.isEmpty && this.byPid.get(pid) === process) this.byPid.delete(pid);
      },
    };
  }

  /** Ways to ask the main threads of a session's programs. */
  pings(sessionId: SessionId): readonly Probe[] {
    return [...this.byPid.values()].flatMap((process) => process.probe(sessionId) ?? []);
  }

  /**
   * Of what to take evidence: of the process that is given, else of the busiest one of the session that reports. Undefined
   * where none does.
   */
  captureTarget(sessionId: SessionId, process?: ProcessKey): AgentCaptureTarget | undefined {
    const nowMs = this.clock.nowMs();
    const targets = [...this.byPid.values()].flatMap((one) => one.captureTarget(sessionId, nowMs) ?? []);
    if (process !== undefined) return targets.find((target) => target.process === process);
    return targets.toSorted((a, b) => b.utilization - a.utilization)[0];
  }

  /** A round with what its processes told of themselves since the last one; `isWanted` is whether they should. */
  enrich(round: Round, isWanted = true): Round {
    const processes = round.processes.map((sample) => this.enriched(sample, round.sessionId));
    const reports = (process: ProcessInfo): boolean => this.byPid.get(process.pid)?.is(process) === true;
    const agent = agentPresence(
      round.processes.map(({ process }) => process),
      reports,
      isWanted,
    );
    return { ...round, processes, ...(agent === undefined ? {} : { agent }) };
  }

  private enriched(sample: ProcessSample, sessionId: SessionId): ProcessSample {
    const process = this.byPid.get(sample.process.pid);
    if (process?.is(sample.process) !== true) return sample;
    process.home = { sessionId, process: processKey(sample.process) };
    this.tellIncidents(process);
    return { ...sample, readings: [...sample.readings, ...process.readings(this.clock.nowMs())] };
  }

  private tellIncidents(process: AgentProcess): void {
    const { home } = process;
    if (home === undefined) return;
    for (const { incident, text } of process.takeIncidents()) this.onIncident({ ...home, incident, text });
  }
}
