import type { Alert } from '../shared/state';
import { metricOf } from '../shared/metrics';
import type { Attributes, ProcessKey } from '../shared/sample';
import { createAggregate, type WindowAggregate } from './aggregate';
import type { ThresholdRule } from './alertRule';
import { alertText } from './alertText';
import type { RuleInput } from './ruleClock';
import { INITIAL_STATE, stepRule, type RulePhase, type RuleState, type RuleStep } from './ruleState';

/** Whom a rule is applied to. */
export interface Subject {
  /** Unlike that of any other subject of the window. */
  readonly key: string;
  /** How it is called in messages. */
  readonly name: string;
  readonly process?: ProcessKey;
  /** The one series of the metric that is judged; absent for that without attributes. */
  readonly attributes?: Attributes;
  readonly memoryLimitBytes?: number;
}

/** One rule applied to one process or tree, or to one series of it: its window, its state, and the alert that it stands for. */
export class RuleInstance {
  /** What toasts and cooldowns know it by. */
  readonly key: string;
  private readonly aggregate: WindowAggregate;
  private state: RuleState = INITIAL_STATE;
  private pausedAtMs: number | undefined;
  private value: number | undefined;
  private level: number | undefined;

  constructor(
    readonly rule: ThresholdRule,
    private readonly subject: Subject,
  ) {
    this.key = `${rule.name}/${subject.key}`;
    this.aggregate = createAggregate(rule.aggregate, rule.windowMs, metricOf(rule.metric).instrument === 'counter');
  }

  get process(): ProcessKey | undefined {
    return this.subject.process;
  }

  /** Takes in a raw value of the metric or a change of time; returns what others must hear of, and the alert then. */
  handle(input: RuleInput): { readonly effect: RuleStep['effect']; readonly alert: Alert | undefined } {
    const before = this.state.phase;
    const aggregated = this.aggregated(input);
    if (aggregated === undefined) return { effect: undefined, alert: this.alert() };
    const { state, effect } = stepRule(this.rule, this.state, aggregated);
    this.state = state;
    const isOver = effect === 'resolved' || effect === 'ended';
    return { effect, alert: isOver ? this.alertOf(before, input.timeMs) : this.alert() };
  }

  /** The alert as it stands; undefined while there is none. */
  alert(): Alert | undefined {
    return this.alertOf(this.state.phase);
  }

  private aggregated(input: RuleInput): RuleInput | undefined {
    switch (input.kind) {
      case 'value': {
        if (this.state.clock.mode === 'paused') return input;
        const value = this.aggregate.add(input.timeMs, input.value);
        if (value === undefined) return undefined;
        this.level = input.value;
        this.value = value;
        return { ...input, value };
      }
      case 'paused':
        this.pausedAtMs ??= input.timeMs;
        return input;
      case 'continued':
        if (this.pausedAtMs !== undefined) this.aggregate.skip(input.timeMs - this.pausedAtMs);
        this.pausedAtMs = undefined;
        return input;
      case 'suspended':
        this.aggregate.clear();
        return input;
      case 'tick':
      case 'ended':
        return input;
    }
  }

  private alertOf(phase: RulePhase, endedAtMs?: number): Alert | undefined {
    const { rule, subject, value, level } = this;
    if (value === undefined || (phase.kind !== 'pending' && phase.kind !== 'firing' && phase.kind !== 'recovering')) {
      return undefined;
    }
    const severity = phase.kind === 'pending' ? rule.severity : phase.severity;
    const threshold = severity === 'critical' ? (rule.critical ?? rule.threshold) : rule.threshold;
    const { memoryLimitBytes } = subject;
    return {
      id: `${this.key}/${phase.hold.sinceMs}`,
      name: rule.name,
      severity,
      state: endedAtMs === undefined ? phase.kind : 'resolved',
      notify: rule.notify,
      ...(rule.capture === undefined ? {} : { capture: rule.capture }),
      metric: rule.metric,
      aggregate: rule.aggregate,
      ...(subject.process === undefined ? {} : { process: subject.process }),
      ...(subject.attributes === undefined ? {} : { attributes: subject.attributes }),
      value,
      threshold,
      startedAtMs: phase.hold.sinceMs,
      ...(phase.kind === 'pending' ? {} : { firedAtMs: phase.firedAtMs }),
      ...(endedAtMs === undefined ? {} : { endedAtMs }),
      message: alertText({
        subject: subject.name,
        ...(subject.attributes === undefined ? {} : { attributes: subject.attributes }),
        rule,
        value,
        threshold,
        heldMs: phase.hold.heldMs,
        ...(level === undefined ? {} : { level }),
        ...(memoryLimitBytes === undefined ? {} : { memoryLimitBytes }),
      }),
    };
  }
}
