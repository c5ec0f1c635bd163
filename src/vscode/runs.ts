import type { DapFact, StartRequest } from '../launching/dapFacts';
import { OWN_TYPE } from '../launching/configurations/translate';
import { startText } from '../launching/monitoredStart';
import { RunFollower } from '../launching/runFollower';
import type { DebugSessionFacts, RunListener, RunPorts } from '../launching/runInput';
import { SpawnedChildren } from '../launching/spawnedChildren';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { SessionInput } from '../monitoring/sessionInput';
import { processKey, type ProcessInfo, type SessionId } from '../shared/sample';
import { isMonitoredByItself } from './autoMonitor';
import type { DebugSessionListener } from './debugSessions';
import { Owner } from './disposables';
import type { EarlierRuns, RunsPorts, Watching } from './runsPorts';
import type { Settings } from './decodeSettings';
import type { WatchedRun } from './watchedRuns';

interface Run {
  readonly root: DebugSessionFacts;
  readonly follower: RunFollower;
  /** Whether it is monitored: known once its start request says how it is started. */
  decision: 'open' | 'monitored' | 'ignored';
  /** What we have put into the environment of its program. */
  marker?: string;
}

/** What a process was picked for: a session that has none, or the terminal in which it runs. */
export interface PickedFor {
  readonly sessionId?: SessionId;
  readonly terminalName?: string;
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'timeMs'> : never;

/**
 * The runs of a window, debugged or picked: decides which are monitored, has their processes watched, and hands what
 * happens to them to the hub. A run is never ended by us: to stop monitoring leaves the program alone.
 */
export class Runs extends Owner implements DebugSessionListener {
  private readonly runs = new Map<SessionId, Run>();
  private readonly runOf = new Map<string, Run>();

  private readonly ports: RunsPorts & RunPorts;

  constructor(
    private readonly hub: MonitorHub,
    private readonly watching: Watching,
    ports: RunsPorts,
    private readonly settings: () => Settings,
    private readonly earlierRuns?: EarlierRuns,
  ) {
    super();
    const children = this.register(
      new SpawnedChildren(
        () => ports.clock.nowMs(),
        (pid, exit) => {
          for (const run of this.runs.values()) run.follower.childExited(pid, exit);
        },
      ),
    );
    this.ports = { ...ports, exitOf: (pid, sinceMs) => children.exitOf(pid, sinceMs) };
    this.register({
      dispose: () => {
        for (const run of this.runs.values()) run.follower.dispose();
      },
    });
    this.register({
      dispose: hub.onUpdate(({ session }) => {
        // A run also ends by itself, when its last process has gone: from then on there is nothing to read.
        if (session.endedAtMs !== undefined) watching.unwatch(session.id);
      }),
    });
  }

  onStarting(session: DebugSessionFacts, rootId: string): void {
    const run = this.runs.get(rootId) ?? (session.isRoot ? this.open(session) : undefined);
    if (run === undefined) return;
    this.runOf.set(session.id, run);
    this.followerOf(session.id)?.sessionStarting(session);
  }

  onStarted(session: DebugSessionFacts): void {
    this.followerOf(session.id)?.sessionStarted(session);
  }

  onFact(sessionId: string, fact: DapFact): void {
    const run = this.runOf.get(sessionId);
    if (run === undefined) return;
    if (fact.kind === 'requested') this.onRequested(run, sessionId, fact);
    this.followerOf(sessionId)?.fact(sessionId, fact);
  }

  onEnded(sessionId: string): void {
    const run = this.runOf.get(sessionId);
    if (run === undefined) return;
    this.followerOf(sessionId)?.sessionEnded(sessionId);
    this.runOf.delete(sessionId);
    if (run.root.id === sessionId) this.close(run);
  }

  /** Stops monitoring a session; its program and its debugger go on. */
  stop(sessionId: SessionId): void {
    const run = this.runs.get(sessionId);
    if (run !== undefined) {
      run.decision = 'ignored';
      run.follower.dispose();
    }
    this.watching.unwatch(sessionId);
    this.tell(sessionId, { kind: 'ended', requested: 'monitoringOnly' });
  }

  /** Takes up runs that were monitored before the window was reloaded, as far as their processes live. */
  async resume(runs: readonly WatchedRun[]): Promise<void> {
    for (const { name, type, processes, ...folder } of runs) {
      const found = await Promise.all(processes.map((process) => this.watching.findAgain(process)));
      const living = found.filter((process) => process !== undefined);
      const [first] = living;
      if (first === undefined) continue;
      const id = `resumed:${processKey(first)}`;
      const nowMs = this.ports.clock.nowMs();
      const earlier = await this.earlierRuns?.find(id, living);
      this.hub.begin({ id, name, type, startedAtMs: earlier?.startedAtMs ?? nowMs, ...folder }, (monitor) => {
        earlier?.restore(monitor, nowMs);
      });
      for (const process of living) {
        const named = { ...process, name: (await this.ports.describe(process)) ?? process.name };
        this.tell(id, { kind: 'target', process: named, debuggee: id });
        this.watching.addRoot(id, process);
      }
    }
  }

  /**
   * Monitors a process that a person picked: for a session that has none, else as a session of its own. Returns the
   * session's id.
   */
  watchPicked(process: ProcessInfo, picked: PickedFor): SessionId {
    // The session may have gone since its number was shown.
    const known = picked.sessionId === undefined ? undefined : this.hub.monitor(picked.sessionId);
    const id = (known && picked.sessionId) ?? `process:${processKey(process)}`;
    if (known === undefined) {
      const name = picked.terminalName ?? `${process.name} (${process.pid})`;
      const type = picked.terminalName === undefined ? 'process' : 'terminal';
      this.hub.begin({ id, name, type, startedAtMs: this.ports.clock.nowMs() });
    }
    this.tell(id, { kind: 'target', process, debuggee: id });
    this.watching.addRoot(id, process, this.runs.get(id)?.marker);
    return id;
  }

  /** Who follows a debug session; nobody does where its run is not to be monitored: it is left alone. */
  private followerOf(sessionId: string): RunFollower | undefined {
    const run = this.runOf.get(sessionId);
    return run?.decision === 'ignored' ? undefined : run?.follower;
  }

  private open(root: DebugSessionFacts): Run {
    const run: Run = {
      root,
      decision: 'open',
      follower: new RunFollower(root.id, this.ports, this.listenerFor(root.id)),
    };
    this.runs.set(root.id, run);
    return run;
  }

  private close(run: Run): void {
    this.runs.delete(run.root.id);
    run.follower.dispose();
    for (const [sessionId, owner] of this.runOf) if (owner === run) this.runOf.delete(sessionId);
  }

  private onRequested(run: Run, sessionId: string, start: StartRequest): void {
    if (run.decision === 'open') this.decide(run, start.noDebug);
    if (sessionId === run.root.id && start.marker !== undefined) run.marker = start.marker;
  }

  private decide(run: Run, noDebug: boolean): void {
    const { id, type, monitored, workspaceFolder } = run.root;
    const isAskedFor = monitored !== undefined || type === OWN_TYPE;
    const isWanted = isAskedFor || isMonitoredByItself(this.settings(), noDebug);
    run.decision = isWanted ? 'monitored' : 'ignored';
    if (!isWanted) return;
    this.hub.begin({
      id,
      name: monitored?.name ?? run.root.name,
      type,
      startedAtMs: this.ports.clock.nowMs(),
      ...(workspaceFolder === undefined ? {} : { workspaceFolder }),
      ...(monitored === undefined ? {} : { startText: startText(monitored) }),
    });
  }

  private listenerFor(sessionId: SessionId): RunListener {
    const tell = (input: WithoutTime<SessionInput>): void => {
      if (this.isMonitored(sessionId)) this.tell(sessionId, input);
    };
    return {
      onTarget: (process, debuggee, foundBy) => {
        if (!this.isMonitored(sessionId)) return;
        this.ports.log(`${sessionId}: monitoring ${process.name} (pid ${process.pid}), found by its ${foundBy}`);
        this.tell(sessionId, { kind: 'target', process, debuggee });
        this.watching.addRoot(sessionId, process, this.runs.get(sessionId)?.marker);
        this.ports.onFound(debuggee);
      },
      onPaused: (debuggee, reason) => {
        tell({ kind: 'paused', debuggee, reason });
      },
      onContinued: (debuggee) => {
        tell({ kind: 'continued', debuggee });
      },
      onReleased: (debuggee) => {
        tell({ kind: 'released', debuggee });
      },
      onRestarted: () => {
        this.watching.unwatch(sessionId);
        tell({ kind: 'restarted' });
      },
      onExited: (exit) => {
        tell({ kind: 'exited', ...exit });
      },
      onEnded: (requested, refusal) => {
        this.watching.unwatch(sessionId);
        tell({ kind: 'ended', requested, ...(refusal === undefined ? {} : { refusal }) });
      },
      onLost: (reason) => {
        this.ports.log(`${sessionId}: ${reason}`);
        tell({ kind: 'lost', reason });
      },
    };
  }

  private isMonitored(sessionId: SessionId): boolean {
    return this.runs.get(sessionId)?.decision === 'monitored';
  }

  private tell(sessionId: SessionId, input: WithoutTime<SessionInput>): void {
    this.hub.ingest(sessionId, { ...input, timeMs: this.ports.clock.nowMs() });
  }
}
