import type { HelloFrame, IncidentFrame, TickFrame } from '../shared/agentFrames';
import type { ProcessIdentity, ProcessKey, Reading, SessionId } from '../shared/sample';
import type { ThreadQuestions } from './agentConnection';
import { AgentThread, foldFrames } from './agentThread';
import { CaptureRequests } from './capturing/captureRequests';
import { captureTarget, type AgentCaptureTarget } from './capturing/captureTarget';
import { distributionsOf } from './distributions';
import { PING_CHECK, Pings } from './health/pings';
import type { Probe } from './health/probe';
import { gaugesOf, type ToldThread } from './gauges';
import { increasesOf } from './increases';
import { SmoothCounters } from './smoothCounters';

/** The session to which a process belongs, and what it is there. */
export interface Home {
  readonly sessionId: SessionId;
  readonly process: ProcessKey;
}

/** A process that is read and one that reports are the same if their starts differ by no more than this. */
const SAME_START_MS = 5_000;

/** So many incidents wait until the process is known to belong to a session. */
const MOST_WAITING = 20;

/** What came before the first frame of a thread began so long before it. */
const FIRST_STEP_MS = 1_000;

/** One process that reports from inside, with all of its threads. */
export class AgentProcess {
  private readonly threads = new Set<AgentThread>();
  private readonly counters = new SmoothCounters();
  /** Undefined until a round of a session has held the process. */
  home: Home | undefined;
  private waiting: readonly IncidentFrame[] = [];
  private readonly startedAtMs: number;

  constructor(hello: HelloFrame, nowMs: number) {
    this.startedAtMs = nowMs - hello.uptimeSeconds * 1e3;
  }

  /** Whether a process that was read is this one: a pid alone may name another one. */
  is(process: ProcessIdentity): boolean {
    return Math.abs(process.startTimeMs - this.startedAtMs) <= SAME_START_MS;
  }

  get isEmpty(): boolean {
    return this.threads.size === 0;
  }

  addThread(id: number, questions: ThreadQuestions): AgentThread {
    const pings = new Pings(() => {
      questions.ping();
    });
    const captures = new CaptureRequests((request) => {
      questions.capture(request);
    });
    const thread = new AgentThread(id, pings, captures);
    this.threads.add(thread);
    return thread;
  }

  /** A way to ask its main thread; undefined where the process belongs to another session, or that thread is not here. */
  probe(sessionId: SessionId): Probe | undefined {
    const main = [...this.threads].find(({ id }) => id === 0);
    if (main === undefined || this.home?.sessionId !== sessionId) return undefined;
    return { check: PING_CHECK, process: this.home.process, ask: (cancelled) => main.pings.ask(cancelled) };
  }

  /** The thread of which evidence is to be taken; undefined where the process belongs to another session or is silent. */
  captureTarget(sessionId: SessionId, nowMs: number): AgentCaptureTarget | undefined {
    if (this.home?.sessionId !== sessionId) return undefined;
    return captureTarget(this.home.process, [...this.threads], nowMs);
  }

  removeThread(thread: AgentThread): void {
    thread.captures.closed();
    this.threads.delete(thread);
  }

  /** Takes in what a thread told; `dropped` counts what of it was left out on the way. */
  takeIn(thread: AgentThread, frame: TickFrame, dropped: number, nowMs: number): void {
    this.counters.add(thread.lastFrameMs ?? nowMs - FIRST_STEP_MS, nowMs, increasesOf(frame, dropped));
    thread.takeIn(frame, nowMs);
  }

  /** Keeps an incident until it can be told; the oldest ones are given up. */
  keep(incident: IncidentFrame): void {
    this.waiting = [...this.waiting.slice(1 - MOST_WAITING), incident];
  }

  takeIncidents(): readonly IncidentFrame[] {
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }

  /** All readings as they are now. Of a thread that has fallen silent no gauge is known, nor of its process. */
  readings(nowMs: number): readonly Reading[] {
    const told: ToldThread[] = [];
    const frames: TickFrame[] = [];
    let isSilent = false;
    for (const thread of this.threads) {
      const [first, ...more] = thread.take(nowMs);
      if (first === undefined) isSilent ||= thread.lastFrameMs !== undefined;
      else {
        told.push({ id: thread.id, figures: foldFrames([first, ...more]), resources: thread.resources });
        frames.push(first, ...more);
      }
    }
    return [...this.counters.readAt(nowMs), ...distributionsOf(frames), ...(isSilent ? [] : gaugesOf(told))];
  }
}
