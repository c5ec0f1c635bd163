import type { ProcessInfo } from '../shared/sample';
import type { DapFact } from './dapFacts';
import type { DebugSessionFacts, RunListener, RunPorts } from './runInput';
import { readChildName } from './targets/jsDebug';
import type { ChildExit } from './spawnedChildren';
import { TargetSearch, type SearchResult } from './targetSearch';

/** Adapters that name their process do so within this time after the launch; then other ways are tried. */
const PATIENCE_MS = 3_000;
const RETRY_MS = 1_000;
const ATTEMPTS = 10;

interface FollowedSession {
  readonly facts: DebugSessionFacts;
  isAttach: boolean;
  shellPid?: number;
  isWorker: boolean;
}

/**
 * Follows one run: a root debug session and all sessions below it. Finds the processes behind them in the order of
 * `targets/`, and tells when the debugger holds them, when they restart and how they end.
 */
export class RunFollower {
  private readonly search: TargetSearch;
  private readonly sessions = new Map<string, FollowedSession>();
  private readonly targets = new Map<number, ProcessInfo>();
  /** The first program of the run: its end is the run's. It may be over before it could be found. */
  private programPid: number | undefined;
  private cancelFallback: (() => void) | undefined;
  private stopRequested = false;
  private sinceMs: number;
  /** Counts programs: what a search of an earlier program finds after a restart no longer counts. */
  private generation = 0;

  constructor(
    private readonly rootId: string,
    private readonly ports: RunPorts,
    private readonly listener: RunListener,
  ) {
    this.search = new TargetSearch(ports);
    this.sinceMs = ports.clock.nowMs();
  }

  /** A session's adapter is about to start. Again for the root: the whole program is started anew. */
  sessionStarting(facts: DebugSessionFacts): void {
    if (facts.id === this.rootId && this.sessions.has(facts.id)) this.restart();
    const child = isNode(facts) && !facts.isRoot ? readChildName(facts.name) : undefined;
    this.sessions.set(facts.id, { facts, isAttach: false, isWorker: child?.kind === 'worker' });
    if (child?.kind !== 'process') return;
    this.setProgram(child.pid);
    this.seek(facts.id, () => this.search.byPid(child.pid));
  }

  /** A session answers requests from now on. */
  sessionStarted(facts: DebugSessionFacts): void {
    const mustAsk = isNode(facts) && !facts.isRoot && readChildName(facts.name).kind === 'unknown';
    if (mustAsk) this.seek(facts.id, () => this.search.byAskingNode(facts), 'reportFailure');
  }

  /** What a session's conversation revealed. */
  fact(sessionId: string, fact: DapFact): void {
    const session = this.sessions.get(sessionId);
    if (session === undefined) return;
    switch (fact.kind) {
      case 'requested':
        session.isAttach = fact.request === 'attach';
        if (fact.attachPid !== undefined) this.seekPid(session, fact.attachPid);
        break;
      case 'launched':
        if (session.facts.isRoot) this.startFallback(session);
        break;
      case 'process':
        this.seekPid(session, fact.pid);
        break;
      case 'processElsewhere':
        this.cancelSearch();
        this.listener.onLost(`${fact.name === '' ? 'The program' : fact.name} does not run on this machine.`);
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
        if (session.facts.isRoot) this.stopRequested = true;
        break;
      case 'exited':
        if (!this.stopRequested) this.listener.onExited({ exitCode: fact.exitCode });
        break;
      case 'terminated':
        break;
    }
  }

  /** A session is over; with the root's end the run is. */
  sessionEnded(sessionId: string): void {
    this.sessions.delete(sessionId);
    this.listener.onReleased(sessionId);
    if (sessionId !== this.rootId) return;
    this.cancelSearch();
    this.listener.onEnded(this.stopRequested);
  }

  /** A child of the extension host ended; it counts if it was the first program of the run. */
  childExited(pid: number, exit: ChildExit): void {
    if (this.programPid === pid) this.listener.onExited(exit);
  }

  dispose(): void {
    this.cancelSearch();
  }

  private restart(): void {
    this.cancelSearch();
    this.stopRequested = false;
    this.targets.clear();
    this.programPid = undefined;
    this.sinceMs = this.ports.clock.nowMs();
    this.listener.onRestarted();
  }

  private cancelSearch(): void {
    this.generation += 1;
    this.cancelFallback?.();
    this.cancelFallback = undefined;
  }

  private setProgram(pid: number): void {
    if (this.programPid !== undefined) return;
    this.programPid = pid;
    const exit = this.ports.exitOf(pid, this.sinceMs);
    if (exit !== undefined) this.listener.onExited(exit);
  }

  private seekPid(session: FollowedSession, pid: number): void {
    this.setProgram(pid);
    const sinceMs = session.isAttach ? undefined : this.sinceMs;
    this.seek(session.facts.id, () => this.search.byPid(pid, sinceMs), 'reportFailure');
  }

  /** Runs a search and takes what it finds, unless the program it was for has been replaced meanwhile. */
  private seek(sessionId: string, find: () => Promise<SearchResult>, onFailure?: 'reportFailure'): void {
    const { generation } = this;
    find().then(
      (result) => {
        if (generation !== this.generation) return;
        if (result.kind === 'found') this.take(result.process, sessionId);
        else if (onFailure === 'reportFailure' && this.targets.size === 0) this.listener.onLost(result.reason);
        else this.ports.log(result.reason);
      },
      (error: unknown) => {
        this.ports.log(`Searching the process of debug session ${sessionId} failed: ${String(error)}`);
      },
    );
  }

  private take(process: ProcessInfo, sessionId: string): void {
    this.cancelFallback?.();
    this.cancelFallback = undefined;
    this.targets.set(process.pid, process);
    this.setProgram(process.pid);
    this.listener.onTarget(process, sessionId);
  }

  /** Looks for new descendants again and again while nobody names a process, then gives up and says so. */
  private startFallback(session: FollowedSession): void {
    if (this.targets.size > 0) return;
    if (session.isAttach) {
      this.cancelFallback = this.ports.clock.schedule(ATTEMPTS * RETRY_MS, () => {
        this.listener.onLost('The debugger does not tell to which process it is attached.');
      });
      return;
    }
    let attempt = 0;
    const look = (): void => {
      const { generation } = this;
      attempt += 1;
      this.search.byDescent(session.shellPid ?? this.ports.hostPid, this.sinceMs).then(
        (result) => {
          if (generation !== this.generation || this.targets.size > 0) return;
          if (result.kind === 'found') this.take(result.process, session.facts.id);
          else if (attempt < ATTEMPTS) this.cancelFallback = this.ports.clock.schedule(RETRY_MS, look);
          else this.listener.onLost(result.reason);
        },
        (error: unknown) => {
          this.listener.onLost(`The processes of this machine cannot be listed: ${String(error)}`);
        },
      );
    };
    this.cancelFallback = this.ports.clock.schedule(PATIENCE_MS, look);
  }
}

function isNode(facts: DebugSessionFacts): boolean {
  return facts.type === 'pwa-node' || facts.type === 'node' || facts.type === 'pwa-extensionHost';
}
