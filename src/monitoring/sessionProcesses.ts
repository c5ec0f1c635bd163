import { processKey, type ProcessInfo, type ProcessKey, type Round } from '../shared/sample';
import type { ProcessView, SessionEvent } from '../shared/state';
import { formatDuration } from '../shared/units';
import type { Debuggees } from './debuggees';
import { ProcessRegister } from './processRegister';
import type { SessionAlerts } from './sessionAlerts';
import type { SessionHealth } from './health/sessionHealth';
import type { DebuggeeId } from './sessionInput';
import type { SessionValues } from './sessionValues';

/** Puts an event into the session's log. */
export type Note = (kind: SessionEvent['kind'], timeMs: number, text: string, process?: ProcessKey) => void;

/** Who has to know when a process comes, goes, or is held by a debugger. */
export interface SessionProcessesPorts {
  readonly debuggees: Debuggees;
  readonly values: SessionValues;
  readonly alerts: Pick<SessionAlerts, 'processEnded' | 'runEnded' | 'setPaused'>;
  readonly health: Pick<SessionHealth, 'processEnded' | 'runEnded'>;
  readonly note: Note;
}

/** The processes of one session: who lives, and whom a debugger holds. Values, alerts and events are kept in step. */
export class SessionProcesses {
  private readonly register: ProcessRegister;

  constructor(private readonly ports: SessionProcessesPorts) {
    this.register = new ProcessRegister((key) => ports.debuggees.holds(key));
  }

  /** All that are listed, parents before their children; the last few that exited too. */
  views(): readonly ProcessView[] {
    return this.register.views();
  }

  /** The living processes, in the order in which they were first seen. */
  living(): readonly ProcessInfo[] {
    return this.register.living();
  }

  /** Adds the root of a tree that is to be watched. */
  addTarget(process: ProcessInfo, debuggee: DebuggeeId, timeMs: number): void {
    this.register.add(process);
    this.ports.debuggees.addTarget(debuggee, processKey(process), timeMs);
    this.register.pausesChanged();
  }

  /** Takes in a round: a process that it does not hold has exited. */
  takeIn(round: Round): void {
    const { debuggees, values, alerts, health, note } = this.ports;
    for (const process of this.register.update(round).exited) {
      const key = processKey(process);
      values.ended(key, round.timeMs);
      alerts.processEnded(key, round.timeMs);
      health.processEnded(key, round.timeMs);
      if (!debuggees.isTarget(key)) continue;
      debuggees.removeTarget(key, round.timeMs);
      note('processExited', round.timeMs, `${process.name} (pid ${process.pid}) exited`, key);
    }
  }

  /** No process of the run lives any more. */
  endAll(timeMs: number): void {
    const { debuggees, values, alerts, health } = this.ports;
    for (const process of this.register.endAll(timeMs)) values.ended(processKey(process), timeMs);
    debuggees.clear(timeMs);
    alerts.runEnded(timeMs);
    health.runEnded();
  }

  /** A debugger holds one of its programs from now on. */
  pause(debuggee: DebuggeeId, timeMs: number, reason: string): void {
    const { debuggees, values, note } = this.ports;
    const wasPaused = debuggees.areAllPaused();
    debuggees.setPaused(debuggee, true, timeMs);
    this.register.pausesChanged();
    for (const key of debuggees.targetsOf(debuggee)) values.gapIn(key, timeMs);
    if (wasPaused || !debuggees.areAllPaused()) return;
    values.gapIn(undefined, timeMs);
    note('paused', timeMs, reason === '' ? 'Paused by the debugger' : `Paused by the debugger: ${reason}`);
  }

  /** A debugger holds one of its programs no longer. */
  resume(debuggee: DebuggeeId, timeMs: number): void {
    this.changePauses(timeMs, () => {
      this.ports.debuggees.setPaused(debuggee, false, timeMs);
    });
  }

  /** A debugger has let go of one of its programs. */
  release(debuggee: DebuggeeId, timeMs: number): void {
    this.changePauses(timeMs, () => {
      this.ports.debuggees.release(debuggee, timeMs);
    });
  }

  /** A process is paused while its debuggee is, the tree only while every debuggee is. */
  tellPauses(timeMs: number): void {
    const { debuggees, alerts } = this.ports;
    alerts.setPaused(undefined, debuggees.areAllPaused(), timeMs);
    for (const process of this.register.living()) {
      const key = processKey(process);
      alerts.setPaused(key, debuggees.holds(key), timeMs);
    }
  }

  private changePauses(timeMs: number, change: () => void): void {
    const { debuggees, note } = this.ports;
    const wasPaused = debuggees.areAllPaused();
    change();
    this.register.pausesChanged();
    if (!wasPaused || debuggees.areAllPaused()) return;
    const span = debuggees.pauses.at(-1);
    if (span?.toMs === undefined) return;
    note('continued', timeMs, `Continued after ${formatDuration(span.toMs - span.fromMs)}`);
  }
}
