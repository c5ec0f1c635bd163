import { processKey, type ProcessInfo, type ProcessKey } from '../shared/sample';
import { isAttach, type FollowedSession } from './followedSession';
import type { FoundBy } from './foundBy';
import { PatientSearch } from './patientSearch';
import type { RunPorts } from './runInput';
import { searchSteps } from './searchSteps';
import { TargetSearch, type SearchResult } from './targetSearch';

/** Whom a seeker tells. */
export interface SeekerListener {
  onFound(process: ProcessInfo, sessionId: string, foundBy: FoundBy): void;
  onLost(reason: string): void;
}

/**
 * Seeks the processes of one run: follows up whatever is named, and where nobody names one, looks for itself. What was
 * begun for a program that has been replaced meanwhile no longer counts.
 */
export class TargetSeeker {
  private readonly search: TargetSearch;
  /** The session for which each process was found. */
  private readonly targets = new Map<ProcessKey, string>();
  private patientSearch: PatientSearch | undefined;
  private before: Promise<ReadonlySet<ProcessKey>> = Promise.resolve(new Set());
  private sinceMs: number;
  /** Whether the debugger has said where the program is: then nothing else is taken for it. */
  private isNamed = false;
  /** Counts programs. */
  private generation = 0;

  constructor(
    private readonly ports: RunPorts,
    private readonly listener: SeekerListener,
  ) {
    this.search = new TargetSearch(ports);
    this.sinceMs = ports.clock.nowMs();
  }

  /** When the program that is sought was started, or somewhat earlier; epoch milliseconds. */
  get startedSinceMs(): number {
    return this.sinceMs;
  }

  /** What runs before the adapter is told to launch is not the program; it may be the adapter. */
  launchRequested(): void {
    this.before = this.search.recentProcesses(this.sinceMs).then(
      (processes) => new Set(processes.map(processKey)),
      (error: unknown) => {
        this.ports.log(`The processes of this machine cannot be listed: ${String(error)}`);
        return new Set();
      },
    );
  }

  /** The debugger or the configuration names a process. */
  seekNamed(session: FollowedSession, pid: number, foundBy: FoundBy): void {
    session.pid = pid;
    const sinceMs = isAttach(session) ? undefined : this.sinceMs;
    this.isNamed = true;
    this.patientSearch?.cancel();
    this.seek(session, foundBy, () => this.search.byPid(session.facts, pid, sinceMs), 'reportFailure');
  }

  /** The debugger says that the program is not on this machine. Another one of the run may be, and is still followed. */
  namedElsewhere(name: string): void {
    const reason = `${name === '' ? 'The program' : name} does not run on this machine.`;
    if (this.targets.size > 0) {
      this.ports.log(reason);
      return;
    }
    this.isNamed = true;
    this.cancel();
    this.listener.onLost(reason);
  }

  /** A session is over: what was found for it is no reason to keep silent about what is not found for others. */
  sessionEnded(sessionId: string): void {
    for (const [key, owner] of this.targets) if (owner === sessionId) this.targets.delete(key);
  }

  /** js-debug names the process of a child session. It may be over already, and then others tell its end. */
  seekChild(session: FollowedSession, pid: number): void {
    this.seek(session, 'child session', () => this.search.byPid(session.facts, pid));
  }

  /** A Node program is to be asked. */
  seekByAskingNode(session: FollowedSession): void {
    this.seek(session, 'own answer', () => this.search.byAskingNode(session.facts), 'reportFailure');
  }

  /** The root session's program is under way: unless it has been named, it is looked for. */
  seekPatiently(root: FollowedSession): void {
    if (this.targets.size > 0 || this.isNamed) return;
    const context = {
      hostPid: this.ports.hostPid,
      canFindMarked: this.ports.canFindMarked(),
      sinceMs: this.sinceMs,
      before: this.before,
    };
    this.patientSearch = new PatientSearch(this.ports.clock, searchSteps(root, this.search, context), {
      found: (process, foundBy) => {
        this.take(process, root.facts.id, foundBy);
      },
      gaveUp: () => {
        const what = isAttach(root) ? 'to which process it is attached' : 'which process it runs';
        this.listener.onLost(`The debugger does not tell ${what}.`);
      },
      failed: (reason) => {
        this.listener.onLost(reason);
      },
    });
  }

  /** Another program takes the place of the one that was sought or found. */
  restart(): void {
    this.cancel();
    this.isNamed = false;
    this.targets.clear();
    this.sinceMs = this.ports.clock.nowMs();
    this.before = Promise.resolve(new Set());
  }

  /** Nothing that is sought now will be told. */
  cancel(): void {
    this.generation += 1;
    this.patientSearch?.cancel();
  }

  private seek(
    session: FollowedSession,
    foundBy: FoundBy,
    find: () => Promise<SearchResult>,
    onFailure?: 'reportFailure',
  ): void {
    const { generation } = this;
    const { id } = session.facts;
    find().then(
      (result) => {
        if (generation !== this.generation) return;
        if (result.kind === 'found') this.take(result.process, id, foundBy);
        else if (onFailure === 'reportFailure' && this.targets.size === 0) this.listener.onLost(result.reason);
        else this.ports.log(result.reason);
      },
      (error: unknown) => {
        this.ports.log(`Searching the process of debug session ${id} failed: ${String(error)}`);
      },
    );
  }

  private take(process: ProcessInfo, sessionId: string, foundBy: FoundBy): void {
    this.patientSearch?.cancel();
    // An attach configuration and the debugger often name the same process.
    if (this.targets.get(processKey(process)) === sessionId) return;
    this.targets.set(processKey(process), sessionId);
    this.listener.onFound(process, sessionId, foundBy);
  }
}
