import type { StopRequest } from '../shared/state';
import type { DapFact, StartRequest } from './dapFacts';
import type { FollowedSession } from './followedSession';
import type { DebugSessionFacts, RunListener, RunPorts } from './runInput';
import type { ChildExit } from './spawnedChildren';
import { TargetSeeker } from './targetSeeker';
import { isNodeType, readChildName } from './targets/jsDebug';

/**
 * Follows one run: a root debug session and all sessions below it. Finds the processes behind them in the order of
 * `FoundBy`, and tells when the debugger holds them, when they restart and how they end.
 */
export class RunFollower {
  private readonly seeker: TargetSeeker;
  private readonly sessions = new Map<string, FollowedSession>();
  /** The first program of the run: its end is the run's. It may be over before it could be found. */
  private programPid: number | undefined;
  private stopRequested: StopRequest = false;
  private refusal: string | undefined;

  constructor(
    private readonly rootId: string,
    private readonly ports: RunPorts,
    private readonly listener: RunListener,
  ) {
    this.seeker = new TargetSeeker(ports, {
      onFound: (process, sessionId, foundBy) => {
        this.setProgram(process.pid);
        listener.onTarget(process, sessionId, foundBy);
      },
      onLost: (reason) => {
        listener.onLost(reason);
      },
    });
  }

  /** A session's adapter is about to start. Again for the root: the whole program is started anew. */
  sessionStarting(facts: DebugSessionFacts): void {
    if (facts.id === this.rootId && this.sessions.has(facts.id)) this.restart();
    const child = isNodeType(facts.type) && !facts.isRoot ? readChildName(facts.name) : undefined;
    const session: FollowedSession = { facts, isWorker: child?.kind === 'worker' };
    this.sessions.set(facts.id, session);
    if (child?.kind !== 'process') return;
    this.setProgram(child.pid);
    this.seeker.seekChild(session, child.pid);
  }

  /** A session answers requests from now on. */
  sessionStarted(facts: DebugSessionFacts): void {
    const session = this.sessions.get(facts.id);
    if (session === undefined || !isNodeType(facts.type) || facts.isRoot) return;
    if (readChildName(facts.name).kind === 'unknown') this.seeker.seekByAskingNode(session);
  }

  /** What a session's conversation revealed. */
  fact(sessionId: string, fact: DapFact): void {
    const session = this.sessions.get(sessionId);
    if (session === undefined) return;
    switch (fact.kind) {
      case 'requested':
        this.onRequested(session, fact);
        break;
      case 'launched':
        if (session.facts.isRoot) this.seeker.seekPatiently(session);
        break;
      case 'refused':
        if (session.facts.isRoot) this.refusal = fact.reason;
        break;
      case 'process':
        this.setProgram(fact.pid);
        this.seeker.seekNamed(session, fact.pid, fact.foundBy);
        break;
      case 'processMentioned':
        session.mentionedPid = fact.pid;
        break;
      case 'processElsewhere':
        this.seeker.namedElsewhere(fact.name);
        break;
      case 'shell':
        session.shellPid = fact.pid;
        break;
      case 'paused':
        if (!session.isWorker) this.listener.onPaused(sessionId, fact.reason);
        break;
      case 'continued':
        if (!session.isWorker) this.listener.onContinued(sessionId);
        break;
      case 'restarting':
        if (session.facts.isRoot) this.restart();
        break;
      case 'stopRequested':
        if (session.facts.isRoot) this.stopRequested = fact.endsProgram ? true : 'monitoringOnly';
        break;
      case 'exited':
        if (this.stopRequested === false && this.isOfProgram(session)) {
          const { exitCode, signal } = fact;
          this.listener.onExited({ exitCode, ...(signal === undefined ? {} : { signal }) });
        }
        break;
      case 'terminated':
        break;
    }
  }

  /** A session is over; with the root's end the run is. */
  sessionEnded(sessionId: string): void {
    this.sessions.delete(sessionId);
    this.seeker.sessionEnded(sessionId);
    this.listener.onReleased(sessionId);
    if (sessionId !== this.rootId) return;
    this.seeker.cancel();
    this.listener.onEnded(this.stopRequested, this.refusal);
  }

  /** A child of the extension host ended; it counts if it was the first program of the run. */
  childExited(pid: number, exit: ChildExit): void {
    if (this.programPid === pid) this.listener.onExited(exit);
  }

  dispose(): void {
    this.seeker.cancel();
  }

  private onRequested(session: FollowedSession, start: StartRequest): void {
    session.start = start;
    if (session.facts.isRoot && start.request === 'launch') this.seeker.launchRequested();
    if (start.attachPid === undefined) return;
    this.setProgram(start.attachPid);
    this.seeker.seekNamed(session, start.attachPid, 'attach configuration');
  }

  private restart(): void {
    this.seeker.restart();
    this.stopRequested = false;
    this.refusal = undefined;
    this.programPid = undefined;
    for (const session of this.sessions.values()) delete session.pid;
    this.listener.onRestarted();
  }

  private setProgram(pid: number): void {
    if (this.programPid !== undefined) return;
    this.programPid = pid;
    const exit = this.ports.exitOf(pid, this.seeker.startedSinceMs);
    if (exit !== undefined) this.listener.onExited(exit);
  }

  /** debugpy has a session for each subprocess, and tells the exit of each. */
  private isOfProgram({ facts, pid }: FollowedSession): boolean {
    return facts.isRoot || pid === undefined || pid === this.programPid;
  }
}
