import type { RuleEvent } from '../shared/alertRuleSettings';
import type { MetricName } from '../shared/metrics';
import type { Attributes, ProcessKey, SessionId } from '../shared/sample';
import type { Alert, AlertLimit } from '../shared/state';
import { alertLimits } from './alertLimits';
import type { AlertRule, EventRule, ThresholdRule } from './alertRule';
import type { RuleInput } from './ruleClock';
import { RuleInstance, type Subject } from './ruleInstance';
import type { RuleEffect } from './ruleState';
import { judges } from './seriesMatch';
import { isAbout, StandingEvents } from './standingEvents';

/** So many alerts that are over are kept. */
const HISTORY_KEPT = 200;

/** What came of an input for one alert. */
export interface AlertChange {
  readonly effect: RuleEffect;
  /** What cooldowns and snoozes know the alert by: rule, session and process. */
  readonly key: string;
  readonly cooldownMs: number;
  readonly alert: Alert;
}

/** What a manager has to know of its session. */
export interface AlertManagerOptions {
  readonly sessionId: SessionId;
  readonly sessionName: string;
  readonly rules: readonly AlertRule[];
  /** The memory that programs on this machine may use, bytes; absent where it is not known. */
  readonly memoryLimitBytes?: number;
  /** How a process is called in messages. */
  readonly nameOf: (process: ProcessKey) => string;
}

type Timing = Exclude<RuleInput, { kind: 'value' }>;

/**
 * The alerts of one session: applies each rule to the tree or to each process, and remembers what was. An instance is
 * keyed by rule, session, process and, where the rule has attributes, series; it comes into being with the first value.
 */
export class AlertManager {
  private rules: readonly AlertRule[];
  private levels: readonly AlertLimit[];
  private instances = new Map<string, RuleInstance>();
  private history: readonly Alert[] = [];
  private readonly standingEvents = new StandingEvents();
  /** Numbers of the series that rules with attributes judge: as text in a key they could be of any length. */
  private readonly numbers = new Map<Attributes, number>();
  private readonly pausedProcesses = new Set<ProcessKey | undefined>();

  constructor(private readonly options: AlertManagerOptions) {
    this.rules = rulesFor(options.rules, options.sessionName);
    this.levels = alertLimits(this.rules);
  }

  /** All alerts: those that are over, oldest first, then those that stand or are pending. */
  alerts(): readonly Alert[] {
    const standing = [...this.instances.values()].flatMap((instance) => instance.alert() ?? []);
    return [...this.history, ...this.standingEvents.alerts(), ...standing];
  }

  /** The levels at which the rules in force begin to be broken; the same array until other rules are. */
  get limits(): readonly AlertLimit[] {
    return this.levels;
  }

  /** Puts other rules into force. A rule that is not the same as before begins anew; its alerts are over. */
  setRules(rules: readonly AlertRule[], timeMs: number): readonly AlertChange[] {
    this.rules = rulesFor(rules, this.options.sessionName);
    this.levels = alertLimits(this.rules);
    const kept = new Map(this.rules.map((rule) => [rule.name, JSON.stringify(rule)]));
    const changes = [...this.endEvents((rule) => kept.get(rule.name) !== JSON.stringify(rule), 'ended', timeMs)];
    for (const [key, instance] of this.instances) {
      if (kept.get(instance.rule.name) === JSON.stringify(instance.rule)) continue;
      changes.push(...this.step(instance, { kind: 'ended', timeMs }));
      this.instances.delete(key);
    }
    return changes;
  }

  /** Takes in the newest value of a series, of a process or of the tree: a counter's as its rate. */
  value(
    metric: MetricName,
    process: ProcessKey | undefined,
    timeMs: number,
    value: number,
    intervalMs: number,
    attributes: Attributes = '',
  ): readonly AlertChange[] {
    const scope = process === undefined ? 'tree' : 'process';
    const changes: AlertChange[] = [];
    for (const rule of this.rules) {
      if (rule.kind !== 'threshold' || rule.metric !== metric || rule.scope !== scope) continue;
      if (!judges(rule, attributes)) continue;
      const instance = this.instance(rule, process, attributes, timeMs);
      changes.push(...this.step(instance, { kind: 'value', timeMs, value, intervalMs }));
    }
    return changes;
  }

  /** Time passes without a value, for all. */
  tick(timeMs: number, intervalMs: number): readonly AlertChange[] {
    return this.all({ kind: 'tick', timeMs, intervalMs });
  }

  /** The machine slept, or its clock was set. */
  suspended(timeMs: number): readonly AlertChange[] {
    return this.all({ kind: 'suspended', timeMs });
  }

  /** The debugger holds a process, or, without one, the whole tree. */
  paused(process: ProcessKey | undefined, timeMs: number): void {
    this.pausedProcesses.add(process);
    this.of(process, { kind: 'paused', timeMs });
  }

  /** The debugger let go of a process, or, without one, of some of the tree. */
  continued(process: ProcessKey | undefined, timeMs: number): void {
    this.pausedProcesses.delete(process);
    this.of(process, { kind: 'continued', timeMs });
  }

  /** A process has ended, or, without one, the whole run: its alerts are over, and nobody has to hear of it. */
  ended(process: ProcessKey | undefined, timeMs: number): readonly AlertChange[] {
    const changes = process === undefined ? [...this.endEvents(() => true, 'ended', timeMs)] : [];
    for (const [key, instance] of this.instances) {
      if (process !== undefined && instance.process !== process) continue;
      changes.push(...this.step(instance, { kind: 'ended', timeMs }));
      this.instances.delete(key);
    }
    if (process === undefined) this.pausedProcesses.clear();
    else this.pausedProcesses.delete(process);
    return changes;
  }

  /** Something happened that rules may be about; `message` says what. Such an alert is over as soon as it is told. */
  event(event: RuleEvent, timeMs: number, message: string): readonly AlertChange[] {
    return this.rulesAbout(event).map((rule) => {
      const alert: Alert = { ...this.eventAlert(rule, timeMs, message), state: 'resolved', endedAtMs: timeMs };
      this.remember(alert);
      return this.change('fired', rule, alert);
    });
  }

  /** Something begins that rules may be about, and goes on until `eventOver`: so long the alert stands. */
  eventBegan(event: RuleEvent, timeMs: number, message: string): readonly AlertChange[] {
    return this.rulesAbout(event).flatMap((rule) => {
      const begun = this.standingEvents.begin(rule, this.eventAlert(rule, timeMs, message));
      return begun === undefined ? [] : [this.change('fired', rule, begun.alert)];
    });
  }

  /** What had begun is over. */
  eventOver(event: RuleEvent, timeMs: number): readonly AlertChange[] {
    return this.endEvents(isAbout(event), 'resolved', timeMs);
  }

  private rulesAbout(event: RuleEvent): readonly EventRule[] {
    return this.rules.filter((rule): rule is EventRule => rule.kind === 'event' && rule.event === event);
  }

  private eventAlert(rule: EventRule, timeMs: number, message: string): Alert {
    const { name, severity, notify } = rule;
    const id = `${this.eventKey(rule)}/${timeMs}`;
    return { id, name, severity, state: 'firing', notify, startedAtMs: timeMs, firedAtMs: timeMs, message };
  }

  private endEvents(
    isOver: (rule: EventRule) => boolean,
    effect: 'resolved' | 'ended',
    timeMs: number,
  ): readonly AlertChange[] {
    return this.standingEvents.end(isOver).map(({ rule, alert }) => {
      const over: Alert = { ...alert, state: 'resolved', endedAtMs: timeMs };
      this.remember(over);
      return this.change(effect, rule, over);
    });
  }

  private change(effect: RuleEffect, rule: EventRule, alert: Alert): AlertChange {
    return { effect, key: this.eventKey(rule), cooldownMs: rule.cooldownMs, alert };
  }

  private eventKey({ name }: EventRule): string {
    return `${name}/${this.options.sessionId}`;
  }

  private all(timing: Timing): readonly AlertChange[] {
    return [...this.instances.values()].flatMap((instance) => this.step(instance, timing));
  }

  private of(process: ProcessKey | undefined, timing: Timing): void {
    for (const instance of this.instances.values()) if (instance.process === process) instance.handle(timing);
  }

  private step(instance: RuleInstance, input: RuleInput): readonly AlertChange[] {
    const { effect, alert } = instance.handle(input);
    if (effect === undefined || alert === undefined) return [];
    if (effect === 'resolved' || effect === 'ended') this.remember(alert);
    return [{ effect, key: instance.key, cooldownMs: instance.rule.cooldownMs, alert }];
  }

  private remember(alert: Alert): void {
    this.history = [...this.history.slice(-(HISTORY_KEPT - 1)), alert];
  }

  private instance(
    rule: ThresholdRule,
    process: ProcessKey | undefined,
    attributes: Attributes,
    timeMs: number,
  ): RuleInstance {
    const key = `${rule.name}/${process ?? ''}/${attributes}`;
    const known = this.instances.get(key);
    if (known !== undefined) return known;
    const created = new RuleInstance(rule, this.subject(process, attributes));
    if (this.pausedProcesses.has(process)) created.handle({ kind: 'paused', timeMs });
    this.instances.set(key, created);
    return created;
  }

  private subject(process: ProcessKey | undefined, attributes: Attributes): Subject {
    const { sessionId, sessionName, memoryLimitBytes, nameOf } = this.options;
    const ofProcess = process === undefined ? '' : `/${process}`;
    const ofSeries = attributes === '' ? '' : `/${this.numberOf(attributes)}`;
    return {
      key: `${sessionId}${ofProcess}${ofSeries}`,
      name: process === undefined ? sessionName : nameOf(process),
      ...(process === undefined ? {} : { process }),
      ...(attributes === '' ? {} : { attributes }),
      ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
    };
  }

  private numberOf(attributes: Attributes): number {
    const number = this.numbers.get(attributes) ?? this.numbers.size + 1;
    this.numbers.set(attributes, number);
    return number;
  }
}

function rulesFor(rules: readonly AlertRule[], sessionName: string): readonly AlertRule[] {
  return rules.filter(
    ({ enabled, configurations }) => enabled && (configurations === undefined || configurations.includes(sessionName)),
  );
}
