import { AlertManager, type AlertChange } from '../alerting/alertManager';
import { inSentence } from '../alerting/alertText';
import { isInhibited } from '../alerting/inhibition';
import { noticeOf, Outbox, type Notice, type Toast } from '../alerting/outbox';
import { healthOf, isFiring } from '../detection/health';
import type { CheckState, CheckStatus } from '../shared/health';
import { metricOf, type MetricName } from '../shared/metrics';
import { processKey, type Attributes, type ProcessKey } from '../shared/sample';
import type { Alert, AlertLimit, Health, ProcessView, SessionEvent, SessionState } from '../shared/state';
import { formatDuration } from '../shared/units';
import type { Alerting, Baselines } from './alerting';
import { isAncestorIn } from './ancestors';
import { SessionAnomalies } from './sessionAnomalies';
import type { SessionFacts } from './sessionInput';
import { StarvedProcesses } from './starvedProcesses';

/** After this long without a round, sampling counts as stalled. */
const STALLED_MS = 30_000;

/** What judging a session needs of it. */
export interface SessionAlertsPorts {
  readonly facts: SessionFacts;
  readonly baselines: Baselines;
  processes(): readonly ProcessView[];
  /** Puts an event into the session's log. */
  note(kind: SessionEvent['kind'], timeMs: number, text: string, process?: ProcessKey): void;
}

/** Judges one session: rules and anomalies look at its values, and what a person should hear of goes into an outbox. */
export class SessionAlerts {
  private readonly manager: AlertManager;
  private readonly outbox: Outbox;
  private readonly anomalies: SessionAnomalies;
  private readonly starved = new StarvedProcesses();
  private standing: readonly Alert[] = [];
  private readonly paused = new Set<ProcessKey | undefined>();
  private isStalled = false;

  constructor(
    private readonly ports: SessionAlertsPorts,
    { rules, anomalies, memoryLimitBytes }: Alerting,
  ) {
    const { facts, baselines } = ports;
    this.outbox = new Outbox(facts.name);
    this.anomalies = new SessionAnomalies(facts, baselines, anomalies);
    this.manager = new AlertManager({
      sessionId: facts.id,
      sessionName: facts.name,
      rules,
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
      nameOf: (process) => this.nameOf(process),
    });
  }

  /** All alerts of the session: those that are over, oldest first, then the others. A new array when one has changed. */
  get alerts(): readonly Alert[] {
    return this.standing;
  }

  /** The levels at which the rules in force begin to be broken; the same array until other rules are. */
  get limits(): readonly AlertLimit[] {
    return this.manager.limits;
  }

  /** How the session is. */
  health(state: SessionState, check: CheckState | undefined): Health {
    return healthOf(state, this.standing, this.isStalled, check);
  }

  /** How long the anomaly detector still learns, milliseconds; undefined when it does not. */
  learningMs(intervalMs: number): number | undefined {
    const samples = this.anomalies.samplesToLearn;
    return samples === 0 ? undefined : samples * intervalMs;
  }

  /** Puts other rules into force. */
  setAlerting({ rules, anomalies }: Alerting, timeMs: number): void {
    this.anomalies.set(anomalies);
    this.tell(this.manager.setRules(rules, timeMs), timeMs);
    this.refresh();
  }

  /**
   * Looks at a value as it is shown: of a process, or without one the tree's total. Undefined where there is none. Of a
   * series with attributes rules alone judge.
   */
  value(
    metric: MetricName,
    process: ProcessKey | undefined,
    timeMs: number,
    value: number | undefined,
    intervalMs: number,
    attributes: Attributes = '',
  ): void {
    if (value === undefined) return;
    if (attributes === '') this.starved.value(metric, process, value);
    // What a busy machine does to a program is not the program's fault.
    if (metricOf(metric).suffersFromStarvation === true && this.starved.has(process)) return;
    this.tell(this.manager.value(metric, process, timeMs, value, intervalMs, attributes), timeMs);
    if (process !== undefined || attributes !== '') return;
    const { text, notice } = this.anomalies.value(metric, timeMs, value);
    if (text !== undefined) this.ports.note('anomaly', timeMs, text);
    if (notice !== undefined) this.outbox.add(notice, timeMs);
  }

  /** Whether a debugger holds a process, or, without one, the whole tree. Says nothing new most of the time. */
  setPaused(process: ProcessKey | undefined, isPaused: boolean, timeMs: number): void {
    if (this.paused.has(process) === isPaused) return;
    if (process === undefined) this.anomalies.setPaused(isPaused, timeMs);
    if (isPaused) {
      this.paused.add(process);
      this.manager.paused(process, timeMs);
    } else {
      this.paused.delete(process);
      this.manager.continued(process, timeMs);
    }
  }

  /** The machine slept, or its clock was set. */
  suspended(timeMs: number): void {
    this.tell(this.manager.suspended(timeMs), timeMs);
    this.anomalies.suspended(timeMs);
    this.refresh();
  }

  /** A process has exited. */
  processEnded(process: ProcessKey, timeMs: number): void {
    this.paused.delete(process);
    this.starved.forget(process);
    this.tell(this.manager.ended(process, timeMs), timeMs);
  }

  /** The run is over, or begins anew: what stood is over, what was learnt is kept. */
  runEnded(timeMs: number): void {
    this.tell(this.manager.ended(undefined, timeMs), timeMs);
    this.outbox.clear();
    this.paused.clear();
    this.isStalled = false;
    this.anomalies.runEnded();
    this.refresh();
  }

  /** The program crashed; `reason` says how, in a sentence. */
  crashed(timeMs: number, reason: string): void {
    const message = `${this.ports.facts.name} crashed: ${inSentence(reason).replace(/\.$/, '')}`;
    this.tell(this.manager.event('crashed', timeMs, message), timeMs);
    this.refresh();
  }

  /** Health checks say something else than before. */
  checked({ state, text }: CheckStatus, timeMs: number): void {
    const changes =
      state === 'unhealthy'
        ? this.manager.eventBegan('unhealthy', timeMs, text)
        : this.manager.eventOver('unhealthy', timeMs);
    this.tell(changes, timeMs);
    this.refresh();
  }

  /** Time passes; `lastRoundMs` is there while rounds are to be expected. */
  tick(timeMs: number, lastRoundMs: number | undefined, intervalMs: number): void {
    this.tell(this.manager.tick(timeMs, intervalMs), timeMs);
    const silentMs = lastRoundMs === undefined ? 0 : timeMs - lastRoundMs;
    const isStalled = silentMs > Math.max(STALLED_MS, 3 * intervalMs);
    if (isStalled && !this.isStalled) {
      const text = `Sampling stalled: no values for ${formatDuration(silentMs)}`;
      this.ports.note('stalled', timeMs, text);
      this.tell(this.manager.event('stalled', timeMs, `${this.ports.facts.name}: ${inSentence(text)}`), timeMs);
    }
    this.isStalled = isStalled;
    this.refresh();
  }

  /** Brings `alerts` up to date after a round. */
  refresh(): void {
    const alerts = this.manager.alerts();
    const isSame = alerts.length === this.standing.length && alerts.every((alert, i) => alert === this.standing[i]);
    if (!isSame) this.standing = alerts;
  }

  /** The toasts that are due. */
  takeToasts(timeMs: number): readonly Toast[] {
    return this.outbox.take(timeMs, (notice) => this.isWanted(notice));
  }

  /** Tells nothing of this session before a moment; `Infinity` mutes it. */
  snooze(untilMs: number): void {
    this.outbox.snooze(untilMs);
  }

  /** Tells nothing of these alerts until they are fixed. */
  snoozeUntilFixed(keys: readonly string[]): void {
    this.outbox.snoozeKeys(keys);
  }

  private tell(changes: readonly AlertChange[], timeMs: number): void {
    for (const { effect, alert, key, cooldownMs } of changes) {
      switch (effect) {
        case 'fired':
        case 'escalated':
          this.ports.note('alertFired', timeMs, alert.message, alert.process);
          if (alert.notify === 'toast') this.outbox.add(noticeOf(alert, key, cooldownMs), timeMs);
          break;
        case 'resolved':
          this.ports.note('alertResolved', timeMs, `${alert.name} is resolved`, alert.process);
          this.outbox.fixed(key);
          break;
        case 'ended':
          this.outbox.fixed(key);
          break;
      }
    }
  }

  /** Whether a notice is still worth a toast: its alert stands, and nothing else says the same. */
  private isWanted({ alertId, metric }: Notice): boolean {
    const alerts = this.manager.alerts();
    if (alertId === undefined) return !alerts.some((alert) => alert.metric === metric && alert.state !== 'resolved');
    const alert = alerts.find(({ id }) => id === alertId);
    if (alert === undefined || !isFiring(alert)) return false;
    return !isInhibited(alert, alerts, isAncestorIn(this.ports.processes()));
  }

  /** How a process is called; the session where it is not known. */
  nameOf(process: ProcessKey): string {
    const view = this.ports.processes().find((one) => processKey(one) === process);
    return view === undefined ? this.ports.facts.name : `${view.name} (pid ${view.pid})`;
  }
}
