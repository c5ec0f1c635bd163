import type { Eviction } from '../series/eviction';
import type { SessionStore } from '../series/sessionStore';
import type { ProcessRow } from '../shared/protocol';
import type { ProcessInfo, ProcessKey, Round } from '../shared/sample';
import type { Session, SessionEvent } from '../shared/state';
import { formatDuration } from '../shared/units';
import { NO_ALERTING, NO_BASELINES, type Alerting, type Baselines } from './alerting';
import { Debuggees } from './debuggees';
import { EventLog } from './eventLog';
import { eventOf } from './eventOf';
import { EvictionNotes } from './evictionNotes';
import type { SessionHealth } from './health/sessionHealth';
import { healthOfSession } from './health/healthOfSession';
import type { MonitorUpdate } from './monitorUpdate';
import { RoundGaps } from './roundGaps';
import { RunStanding, type RunEnd } from './runStanding';
import { SessionAlerts } from './sessionAlerts';
import { SessionBudgets } from './sessionBudgets';
import type { DebuggeeId, SessionFacts, SessionInput } from './sessionInput';
import { SessionProcesses, type Note } from './sessionProcesses';
import { SessionValues } from './sessionValues';
import { sessionView } from './sessionView';

/**
 * One monitored run: takes in whatever happens to it, in order of time, keeps its series and says what it is.
 *
 * While a debugger holds a program, nothing is appended for it and a gap stands in its series: that time is not the
 * program's. A new round after a hole in time starts behind a gap as well.
 */
export class SessionMonitor {
  /** What judges the values; it is told of everything and tells nothing back but through the update. */
  readonly alerts: SessionAlerts;
  /** What the run is held to. */
  readonly budgets: SessionBudgets;
  private readonly debuggees = new Debuggees();
  private readonly log = new EventLog();
  private readonly standing = new RunStanding();
  private readonly gaps = new RoundGaps();
  private readonly health: SessionHealth;
  private readonly values: SessionValues;
  private readonly processes: SessionProcesses;
  private intervalMs = 1000;
  private readonly evictions = new EvictionNotes();

  constructor(
    readonly facts: SessionFacts,
    readonly store: SessionStore,
    alerting: Alerting = NO_ALERTING,
    baselines: Baselines = NO_BASELINES,
  ) {
    this.values = new SessionValues(store, this.debuggees, (metric, process, timeMs, value, attributes) => {
      if (attributes === '') {
        this.budgets.firstAnswer.value(metric, timeMs, value);
        if (process !== undefined && value !== undefined) this.health.value(metric, process, value);
      }
      this.alerts.value(metric, process, timeMs, value, this.intervalMs, attributes);
    });
    const note: Note = this.note.bind(this);
    this.budgets = new SessionBudgets(store, facts.startedAtMs, note);
    this.alerts = new SessionAlerts({ facts, baselines, processes: () => this.processes.views(), note }, alerting);
    const { debuggees, values, alerts } = this;
    this.health = healthOfSession({ facts, debuggees, alerts, processes: () => this.processes, note });
    this.processes = new SessionProcesses({ debuggees, values, alerts, health: this.health, note });
    this.note('started', facts.startedAtMs, facts.startText ?? `${facts.name} started`);
  }

  /** Takes in one input; `intervalMs` is the sampling interval in force. */
  ingest(input: SessionInput, intervalMs: number): MonitorUpdate {
    this.intervalMs = intervalMs;
    const changed = input.kind === 'round' ? this.onRound(input) : this.onEvent(input);
    this.processes.tellPauses(input.timeMs);
    if (this.standing.end === undefined) this.health.tick(input.timeMs);
    this.budgets.tick(input.timeMs, this.standing.end !== undefined);
    return { timeMs: input.timeMs, toasts: this.alerts.takeToasts(input.timeMs), session: this.session(), changed };
  }

  /** What the session is now. */
  session(): Session {
    const { facts, standing, debuggees, processes, log, alerts, health, budgets } = this;
    return sessionView({ facts, standing, debuggees, processes, log, alerts, health, budgets }, this.intervalMs);
  }

  /**
   * Begins with what was recorded of the run before the window was reloaded, whose values the store holds already. A gap
   * stands behind them in every series: nobody watched since.
   */
  restore(earlier: Pick<Session, 'events' | 'pauses'>, timeMs: number): void {
    const lastMs = this.values.gapBehindRecorded();
    this.log.reset(earlier.events);
    this.debuggees.restore(earlier.pauses, lastMs ?? -Infinity);
    if (lastMs === undefined) return;
    this.note('suspended', timeMs, `Not watched for ${formatDuration(timeMs - lastMs)}: the window was reloaded`);
  }

  /** The living processes of the tree, in the order in which they were first seen. */
  livingProcesses(): readonly ProcessInfo[] {
    return this.processes.living();
  }

  /** The debug session of one of its processes; undefined for a process that no debugger has told of. */
  debuggeeOf(process: ProcessKey): DebuggeeId | undefined {
    return this.debuggees.debuggeeOf(process);
  }

  /** The newest values of the living processes. */
  rows(): readonly ProcessRow[] {
    return this.values.rowsOf(this.processes.living());
  }

  /** The newest values of the whole tree. */
  totalsNow(): ProcessRow['values'] {
    return this.values.totalsNow();
  }

  /** Says in the session's events that the store gave up some of it. */
  noteEviction(eviction: Eviction): void {
    const timeMs = this.gaps.lastRoundMs ?? this.facts.startedAtMs;
    const text = this.evictions.textOf(eviction, timeMs);
    if (text !== undefined) this.note('evicted', timeMs, text);
  }

  private isRunning(): boolean {
    return this.standing.state(this.debuggees.areAllPaused()) === 'running';
  }

  private onEvent(input: Exclude<SessionInput, Round>): 'state' {
    const { timeMs } = input;
    switch (input.kind) {
      case 'target':
        this.takeUp(timeMs);
        this.processes.addTarget(input.process, input.debuggee, timeMs);
        break;
      case 'paused':
        this.processes.pause(input.debuggee, timeMs, input.reason);
        break;
      case 'continued':
        this.processes.resume(input.debuggee, timeMs);
        break;
      case 'released':
        this.processes.release(input.debuggee, timeMs);
        break;
      case 'restarted':
        this.restart(timeMs);
        break;
      case 'exited':
        this.standing.exited(input);
        if (this.standing.end !== undefined) this.finish(this.standing.end);
        break;
      case 'ended':
        if (this.standing.end === undefined) this.finish(input);
        break;
      case 'lost':
        this.standing.lost(input.reason);
        this.note('lost', timeMs, input.reason);
        break;
      case 'suspended':
        this.suspend(timeMs, input.gapMs);
        break;
      case 'measured':
        if (this.standing.end === undefined) {
          this.values.appendProportionalMemory(input.memory, this.processes.living());
        }
        break;
      case 'probed':
        if (this.standing.end === undefined) this.health.probed(input);
        this.budgets.firstAnswer.probed(input);
        break;
      case 'incident':
      case 'stepped':
      case 'marked':
      case 'captured':
        this.log.add(eventOf(input));
        break;
      case 'tick':
        this.alerts.tick(timeMs, this.isRunning() ? this.gaps.lastRoundMs : undefined, this.intervalMs);
        break;
    }
    return 'state';
  }

  private onRound(round: Round): 'samples' | 'state' {
    if (this.standing.end !== undefined) return 'state';
    const gap = this.gaps.round(round.timeMs, this.intervalMs);
    if (gap !== undefined) {
      this.values.gapEverywhere(gap.fromMs);
      this.note('suspended', round.timeMs, `No samples for ${formatDuration(gap.silentMs)}`);
    }
    this.processes.takeIn(round);
    this.values.append(round);
    this.health.look(round);
    this.alerts.refresh();
    const emptySinceMs = this.standing.emptySince(round.processes.length, round.timeMs);
    if (emptySinceMs !== undefined) this.finish({ timeMs: emptySinceMs, requested: false });
    return 'samples';
  }

  /** A process is to be watched. After an end the session goes on behind a gap: nobody watched in between. */
  private takeUp(timeMs: number): void {
    const { end } = this.standing;
    this.standing.found();
    if (end === undefined) return;
    this.values.gapEverywhere(end.timeMs);
    this.gaps.forgive();
    this.note('started', timeMs, `${this.facts.name} is monitored again`);
  }

  private restart(timeMs: number): void {
    this.processes.endAll(timeMs);
    this.values.gapEverywhere(timeMs);
    this.values.renewTotals();
    this.standing.restarted();
    this.budgets.firstAnswer.restarted(timeMs);
    this.note('restarted', timeMs, `${this.facts.name} restarted`);
  }

  private suspend(timeMs: number, gapMs: number): void {
    this.values.gapEverywhere(timeMs - gapMs);
    // The hole in the rounds is explained by this: it is not told again.
    this.gaps.forgive();
    this.note('suspended', timeMs, `${formatDuration(gapMs)} were lost: the computer slept or was held up`);
    this.alerts.suspended(timeMs);
    this.health.suspended(timeMs);
  }

  private finish({ timeMs, requested, refusal }: Pick<RunEnd, 'timeMs' | 'requested' | 'refusal'>): void {
    const end = this.standing.finish(timeMs, requested, refusal);
    this.processes.endAll(timeMs);
    if (end === undefined) return;
    const { state, reason } = end.ending;
    this.note(state, timeMs, reason);
    if (state === 'crashed') this.alerts.crashed(timeMs, reason);
  }

  private note(kind: SessionEvent['kind'], timeMs: number, text: string, process?: ProcessKey): void {
    this.log.add({ kind, timeMs, text, ...(process === undefined ? {} : { process }) });
  }
}
