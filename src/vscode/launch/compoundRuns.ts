import * as vscode from 'vscode';
import { monitoredStartOf } from '../../launching/monitoredStart';
import { StopWatch } from '../../launching/stopWatch';
import { Owner } from '../disposables';

/** One start of a compound: its sessions so far, and whether it is being stopped as a whole. */
export interface CompoundRun {
  readonly stopAll: boolean;
  readonly sessions: Set<vscode.DebugSession>;
  isStopped: boolean;
}

/** The compounds that were started: with `stopAll`, whoever stops one of their sessions stops all. */
export class CompoundRuns extends Owner {
  /** The run of each member, by the id of its start. */
  private readonly runs = new Map<string, CompoundRun>();

  constructor() {
    super();
    this.register(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => this.track(session),
      }),
    );
    this.register(
      vscode.debug.onDidTerminateDebugSession((session) => {
        this.runOf(session)?.sessions.delete(session);
        this.runs.delete(startIdOf(session) ?? '');
      }),
    );
  }

  /** Takes in a member before it starts: while others still start, it may be stopped already. */
  add(run: CompoundRun, startId: string): void {
    this.runs.set(startId, run);
  }

  /** Stops whatever of a compound runs; what is yet to start must not. */
  async stop(run: CompoundRun): Promise<void> {
    run.isStopped = true;
    // One that has ended meanwhile is refused, and needs no stop.
    await Promise.allSettled([...run.sessions].map((session) => vscode.debug.stopDebugging(session)));
  }

  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
    const run = this.runOf(session);
    if (run === undefined) return undefined;
    run.sessions.add(session);
    if (!run.stopAll) return undefined;
    const watch = new StopWatch();
    return {
      onWillReceiveMessage: (message: unknown) => {
        if (watch.isStop(message) && !run.isStopped) void this.stop(run);
      },
      onDidSendMessage: (message: unknown) => {
        watch.sent(message);
      },
    };
  }

  private runOf(session: vscode.DebugSession): CompoundRun | undefined {
    return this.runs.get(startIdOf(session) ?? '');
  }
}

/** The id of a start that was asked for; undefined for all other sessions, and for those below another one. */
function startIdOf({ parentSession, configuration }: vscode.DebugSession): string | undefined {
  return parentSession === undefined ? monitoredStartOf(configuration)?.id : undefined;
}
