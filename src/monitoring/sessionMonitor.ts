import type { Toast } from '../alerting/outbox';
import type { SessionStore } from '../series/sessionStore';
import type { Eviction } from '../series/eviction';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import { processKey, type ProcessInfo, type ProcessKey, type Round } from '../shared/sample';
import type { ProcessRow } from '../shared/protocol';
import type { Pause, Session, SessionEvent, SessionState } from '../shared/state';
import { formatDuration } from '../shared/units';
import { NO_ALERTING, NO_BASELINES, type Alerting, type Baselines } from './alerting';
import { Debuggees } from './debuggees';
import { endingOf, type Ending, type ExitStatus } from './ending';
import { EventLog } from './eventLog';
import { ProcessRegister } from './processRegister';
import { SessionAlerts } from './sessionAlerts';
import type { SessionFacts, SessionInput } from './sessionInput';
import { Tracks } from './tracks';
import { TreeTotals } from './treeTotals';

/** A hole of more than this many intervals between two rounds is a gap. */
const GAP_INTERVALS = 3;

/** So long after its last process has gone, a session counts as ended even if its debugger lives on. */
const EMPTY_FOR_MS = 2_000;

const EVICTIONS_TOLD_EVERY_MS = 60_000;

/** What came of one input. `samples` when values were added, `state` when anything else about the session changed. */
export interface MonitorUpdate {
  readonly timeMs: number;
  readonly session: Session;
  readonly changed: 'samples' | 'state';
  /** What a person should be told now; empty most of the time. */
  readonly toasts: readonly Toast[];
}

/**
 * One monitored run: takes in whatever happens to it, in order of time, keeps its series and says what it is.
 *
 * While a debugger holds a program, nothing is appended for it and a gap stands in its series: that time is not the
 * program's. A new round after a hole in time starts behind a gap as well.
 */
export class SessionMonitor {
  private readonly debuggees = new Debuggees();
  private readonly register = new ProcessRegister((key) => this.debuggees.holds(key));
  private readonly log = new EventLog();
  private readonly totalTracks: Tracks;
  /** What judges the values; it is told of everything and tells nothing back but through the update. */
  readonly alerts: SessionAlerts;
  private intervalMs = 1000;
  private readonly tracks = new Map<ProcessKey, Tracks>();
  private totals = new TreeTotals();
  private hasTargets = false;
  private lastRoundMs: number | undefined;
  /** The interval that was in force at the last round: the next one was due by that. */
  private lastIntervalMs = 0;
  private lastEvictionMs = -Infinity;
  private emptySinceMs: number | undefined;
  private exitStatus: ExitStatus = {};
  private lostReason: string | undefined;
  /** Pauses of before the window was reloaded. */
  private earlierPauses: readonly Pause[] = [];
  private end: { readonly timeMs: number; readonly requested: boolean; readonly ending: Ending } | undefined;

  constructor(
    private readonly facts: SessionFacts,
    readonly store: SessionStore,
    alerting: Alerting = NO_ALERTING,
    baselines: Baselines = NO_BASELINES,
  ) {
    this.totalTracks = new Tracks(store);
    this.alerts = new SessionAlerts(
      {
        facts,
        baselines,
        processes: () => this.register.views(),
        note: (kind, timeMs, text, process) => {
          this.note(kind, timeMs, text, process);
        },
      },
      alerting,
    );
    this.note('started', facts.startedAtMs, facts.startText ?? `${facts.name} started`);
  }

  /** Takes in one input; `intervalMs` is the sampling interval in force. */
  ingest(input: SessionInput, intervalMs: number): MonitorUpdate {
    this.intervalMs = intervalMs;
    const changed = input.kind === 'round' ? this.onRound(input, intervalMs) : this.onEvent(input);
    this.tellPauses(input.timeMs);
    const toasts = this.alerts.takeToasts(input.timeMs);
    return { timeMs: input.timeMs, session: this.session(), changed, toasts };
  }

  /** What the session is now. */
  session(): Session {
    const { end } = this;
    const { id, name, type, startedAtMs } = this.facts;
    const reason = end?.ending.reason ?? this.lostReason;
    const { exitCode } = this.exitStatus;
    const state = this.state();
    const learningMs = end === undefined ? this.alerts.learningMs(this.intervalMs) : undefined;
    return {
      id,
      name,
      type,
      startedAtMs,
      state,
      ...(end === undefined ? {} : { endedAtMs: end.timeMs }),
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(reason === undefined ? {} : { reason }),
      processes: this.register.views(),
      pauses: this.pauses(),
      events: this.log.all(),
      alerts: this.alerts.alerts,
      health: this.alerts.health(state),
      ...(learningMs === undefined ? {} : { learningMs }),
    };
  }

  /**
   * Begins with what was recorded of the run before the window was reloaded, whose values the store holds already. A gap
   * stands behind them in every series: nobody watched since.
   */
  restore(earlier: Pick<Session, 'events' | 'pauses'>, timeMs: number): void {
    let lastMs = -Infinity;
    for (const key of this.store.keys()) {
      const series = this.store.find(key);
      lastMs = Math.max(lastMs, series?.lastMs ?? -Infinity);
      // Told late, a gap stands right behind the last sample.
      series?.appendGap(0);
    }
    this.log.reset(earlier.events);
    this.earlierPauses = earlier.pauses.map((pause) => ({ toMs: Math.max(pause.fromMs, lastMs), ...pause }));
    if (!Number.isFinite(lastMs)) return;
    this.note('suspended', timeMs, `Not watched for ${formatDuration(timeMs - lastMs)}: the window was reloaded`);
  }

  /** The living processes of the tree, in the order in which they were first seen. */
  livingProcesses(): readonly ProcessInfo[] {
    return this.register.living();
  }

  /** The newest values of the living processes. */
  rows(): readonly ProcessRow[] {
    return this.register.living().map((process) => {
      const key = processKey(process);
      return { key, values: this.tracks.get(key)?.latest() ?? {} };
    });
  }

  /** The newest values of the whole tree. */
  totalsNow(): ProcessRow['values'] {
    return this.totalTracks.latest();
  }

  /** Says in the session's events that the store gave up some of it. Once a minute is enough to know. */
  noteEviction(eviction: Eviction): void {
    const timeMs = this.lastRoundMs ?? this.facts.startedAtMs;
    if (timeMs - this.lastEvictionMs < EVICTIONS_TOLD_EVERY_MS) return;
    this.lastEvictionMs = timeMs;
    this.note('evicted', timeMs, evictionText(eviction));
  }

  private pauses(): readonly Pause[] {
    const { pauses } = this.debuggees;
    return this.earlierPauses.length === 0 ? pauses : [...this.earlierPauses, ...pauses];
  }

  private state(): SessionState {
    if (this.end !== undefined) return this.end.ending.state;
    if (this.lostReason !== undefined) return 'lost';
    if (this.debuggees.areAllPaused()) return 'paused';
    return this.hasTargets ? 'running' : 'starting';
  }

  private onEvent(input: Exclude<SessionInput, Round>): 'state' {
    const { timeMs } = input;
    switch (input.kind) {
      case 'target':
        this.hasTargets = true;
        this.lostReason = undefined;
        this.end = undefined;
        this.emptySinceMs = undefined;
        this.register.add(input.process);
        this.debuggees.addTarget(input.debuggee, processKey(input.process), timeMs);
        this.register.pausesChanged();
        break;
      case 'paused':
        this.pause(input.debuggee, timeMs, input.reason);
        break;
      case 'continued':
        this.resume(timeMs, () => {
          this.debuggees.setPaused(input.debuggee, false, timeMs);
        });
        break;
      case 'released':
        this.resume(timeMs, () => {
          this.debuggees.release(input.debuggee, timeMs);
        });
        break;
      case 'restarted':
        this.restart(timeMs);
        break;
      case 'exited':
        this.exitStatus = { ...this.exitStatus, ...statusOf(input) };
        if (this.end !== undefined) this.finish(this.end.timeMs, this.end.requested);
        break;
      case 'ended':
        if (this.end === undefined) this.finish(timeMs, input.requested);
        break;
      case 'lost':
        this.lostReason = input.reason;
        this.note('lost', timeMs, input.reason);
        break;
      case 'suspended':
        this.suspend(timeMs, input.gapMs);
        break;
      case 'measured':
        this.keepProportionalMemory(input.memory);
        break;
      case 'incident':
        this.note(input.incident, timeMs, input.text, input.process);
        break;
      case 'stepped':
        this.note('step', timeMs, input.text);
        break;
      case 'tick':
        this.alerts.tick(timeMs, this.state() === 'running' ? this.lastRoundMs : undefined, this.intervalMs);
        break;
    }
    return 'state';
  }

  private onRound(round: Round, intervalMs: number): 'samples' | 'state' {
    if (this.end !== undefined) return 'state';
    const dueAfterMs = Math.max(this.lastIntervalMs, intervalMs);
    if (this.lastRoundMs !== undefined && round.timeMs - this.lastRoundMs > GAP_INTERVALS * dueAfterMs) {
      this.gapEverywhere(this.lastRoundMs + dueAfterMs);
      this.note('suspended', round.timeMs, `No samples for ${formatDuration(round.timeMs - this.lastRoundMs)}`);
    }
    this.lastRoundMs = round.timeMs;
    this.lastIntervalMs = intervalMs;
    this.takeInProcesses(round);
    for (const sample of round.processes) {
      const key = processKey(sample.process);
      if (this.debuggees.holds(key)) continue;
      const tracks = this.tracksOf(key);
      for (const { metric, attributes, value } of sample.readings) {
        const shown = tracks.append(metric, attributes, sample.timeMs, value);
        if (attributes === '') this.alerts.value(metric, key, sample.timeMs, shown, intervalMs);
      }
    }
    this.appendTotals(round, intervalMs);
    this.alerts.refresh();
    this.endWhenEmpty(round);
    return 'samples';
  }

  private takeInProcesses(round: Round): void {
    for (const process of this.register.update(round).exited) {
      const key = processKey(process);
      this.tracks.delete(key);
      this.store.markEnded(key, round.timeMs);
      this.alerts.processEnded(key, round.timeMs);
      if (!this.debuggees.isTarget(key)) continue;
      this.debuggees.removeTarget(key, round.timeMs);
      this.note('processExited', round.timeMs, `${process.name} (pid ${process.pid}) exited`, key);
    }
  }

  private appendTotals(round: Round, intervalMs: number): void {
    const totals = this.totals.add(round);
    if (this.debuggees.areAllPaused()) return;
    for (const { metric, attributes, value } of totals) {
      if (value === undefined) {
        this.totalTracks.gapIn(metric, attributes, round.timeMs);
        continue;
      }
      const shown = this.totalTracks.append(metric, attributes, round.timeMs, value);
      if (attributes === '') this.alerts.value(metric, undefined, round.timeMs, shown, intervalMs);
    }
    const count = this.totalTracks.append('process.count', '', round.timeMs, round.processes.length);
    this.alerts.value('process.count', undefined, round.timeMs, count, intervalMs);
  }

  /** The tree has a value only where each of its processes could be read. */
  private keepProportionalMemory({ processes, unreadable, timeMs }: ProportionalMemory): void {
    if (this.end !== undefined) return;
    const living = new Set(this.register.living().map(processKey));
    for (const { key, bytes } of processes) {
      if (living.has(key)) this.tracksOf(key).append('process.memory.pss', '', timeMs, bytes);
    }
    if (processes.length === 0 || unreadable.length > 0) return;
    const sum = processes.reduce((total, { bytes }) => total + bytes, 0);
    this.totalTracks.append('process.memory.pss', '', timeMs, sum);
  }

  private endWhenEmpty(round: Round): void {
    if (!this.hasTargets || round.processes.length > 0) {
      this.emptySinceMs = undefined;
      return;
    }
    this.emptySinceMs ??= round.timeMs;
    if (round.timeMs - this.emptySinceMs >= EMPTY_FOR_MS) this.finish(this.emptySinceMs, false);
  }

  private pause(debuggee: string, timeMs: number, reason: string): void {
    const wasPaused = this.debuggees.areAllPaused();
    this.debuggees.setPaused(debuggee, true, timeMs);
    this.register.pausesChanged();
    for (const key of this.debuggees.targetsOf(debuggee)) this.tracks.get(key)?.appendGap(timeMs);
    if (wasPaused || !this.debuggees.areAllPaused()) return;
    this.totalTracks.appendGap(timeMs);
    this.note('paused', timeMs, reason === '' ? 'Paused by the debugger' : `Paused by the debugger: ${reason}`);
  }

  private resume(timeMs: number, change: () => void): void {
    const wasPaused = this.debuggees.areAllPaused();
    change();
    this.register.pausesChanged();
    if (!wasPaused || this.debuggees.areAllPaused()) return;
    const span = this.debuggees.pauses.at(-1);
    if (span?.toMs === undefined) return;
    this.note('continued', timeMs, `Continued after ${formatDuration(span.toMs - span.fromMs)}`);
  }

  private restart(timeMs: number): void {
    for (const process of this.register.endAll(timeMs)) {
      const key = processKey(process);
      this.tracks.delete(key);
      this.store.markEnded(key, timeMs);
    }
    this.debuggees.clear(timeMs);
    this.gapEverywhere(timeMs);
    this.totals = this.totals.renewed();
    this.alerts.runEnded(timeMs);
    this.hasTargets = false;
    this.end = undefined;
    this.lostReason = undefined;
    this.emptySinceMs = undefined;
    this.exitStatus = {};
    this.note('restarted', timeMs, `${this.facts.name} restarted`);
  }

  private suspend(timeMs: number, gapMs: number): void {
    this.gapEverywhere(timeMs - gapMs);
    // The hole in the rounds is explained by this: it is not told again.
    this.lastRoundMs = undefined;
    this.note('suspended', timeMs, `${formatDuration(gapMs)} were lost: the computer slept or was held up`);
    this.alerts.suspended(timeMs);
  }

  private finish(timeMs: number, requested: boolean): void {
    const ending = endingOf(this.exitStatus, requested);
    const isKnown = this.end?.ending.state === ending.state && this.end.ending.reason === ending.reason;
    this.end = { timeMs, requested, ending };
    for (const process of this.register.endAll(timeMs)) this.store.markEnded(processKey(process), timeMs);
    this.tracks.clear();
    this.debuggees.clear(timeMs);
    this.alerts.runEnded(timeMs);
    if (isKnown) return;
    this.note(ending.state, timeMs, ending.reason);
    if (ending.state === 'crashed') this.alerts.crashed(timeMs, ending.reason);
  }

  /** A process is paused while its debuggee is, the tree only while every debuggee is. */
  private tellPauses(timeMs: number): void {
    this.alerts.setPaused(undefined, this.debuggees.areAllPaused(), timeMs);
    for (const process of this.register.living()) {
      const key = processKey(process);
      this.alerts.setPaused(key, this.debuggees.holds(key), timeMs);
    }
  }

  private gapEverywhere(timeMs: number): void {
    this.totalTracks.appendGap(timeMs);
    for (const tracks of this.tracks.values()) tracks.appendGap(timeMs);
  }

  private tracksOf(key: ProcessKey): Tracks {
    const known = this.tracks.get(key);
    if (known !== undefined) return known;
    const added = new Tracks(this.store, key);
    this.tracks.set(key, added);
    return added;
  }

  private note(kind: SessionEvent['kind'], timeMs: number, text: string, process?: ProcessKey): void {
    this.log.add({ kind, timeMs, text, ...(process === undefined ? {} : { process }) });
  }
}

function statusOf(input: ExitStatus): ExitStatus {
  const { exitCode, signal } = input;
  return { ...(exitCode === undefined ? {} : { exitCode }), ...(signal === undefined ? {} : { signal }) };
}

function evictionText(eviction: Eviction): string {
  switch (eviction.kind) {
    case 'process':
      return 'The store is full: series of exited processes were given up, the oldest first';
    case 'history':
      return 'The store is full: the oldest values were given up';
    case 'refused':
      return `There are ${eviction.maxSeries} series: of further processes only the newest values are shown`;
  }
}
