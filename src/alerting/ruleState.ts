import type { Severity } from '../shared/state';
import { isBack, isBeyond, type ThresholdRule } from './alertRule';
import { NEW_CLOCK, stepClock, type RuleClock, type RuleInput } from './ruleClock';

/** How long a condition has held: time that counts, milliseconds, and over how many samples. */
export interface Hold {
  readonly sinceMs: number;
  readonly heldMs: number;
  readonly samples: number;
}

/** Where a rule stands with one process or tree. `hold` is of the threshold, `critical` of the critical one. */
export type RulePhase =
  | { readonly kind: 'inactive' | 'ended' }
  | ({ readonly kind: 'pending' } & Broken)
  | ({ readonly kind: 'firing'; readonly severity: Severity; readonly firedAtMs: number } & Broken)
  /** The value is back since `backMs` of counted time. */
  | ({
      readonly kind: 'recovering';
      readonly severity: Severity;
      readonly firedAtMs: number;
      readonly backMs: number;
    } & Broken)
  | { readonly kind: 'resolved' };

interface Broken {
  readonly hold: Hold;
  readonly critical?: Hold;
}

export interface RuleState {
  readonly phase: RulePhase;
  readonly clock: RuleClock;
}

/** What others must hear of. `ended`: an alert stood when its process ended. */
export type RuleEffect = 'fired' | 'escalated' | 'resolved' | 'ended';

export interface RuleStep {
  readonly state: RuleState;
  readonly effect?: RuleEffect;
}

export const INITIAL_STATE: RuleState = { phase: { kind: 'inactive' }, clock: NEW_CLOCK };

/** A pending alert fires only if so much of the samples to be expected in its `for` have come. */
const ENOUGH_SAMPLES = 0.8;

/**
 * The next state of a rule and what it means to others. Pure; the semantics of `for` and `keep_firing_for` are those of
 * Prometheus, the second threshold that of netdata. Without samples, in a pause and in a grace the phase stays.
 */
export function stepRule(rule: ThresholdRule, { phase, clock }: RuleState, input: RuleInput): RuleStep {
  const next = stepClock(clock, input);
  if (phase.kind === 'ended') return { state: { phase, clock } };
  switch (input.kind) {
    case 'value':
      if (next.countedMs === undefined) return { state: { phase, clock: next.clock } };
      return withClock(next.clock, judge(rule, phase, { ...input, countedMs: next.countedMs }));
    case 'suspended':
      // What was measured before a sleep says nothing about the time after it.
      return { state: { phase: phase.kind === 'pending' ? { kind: 'inactive' } : phase, clock: next.clock } };
    case 'ended': {
      const stood = phase.kind === 'firing' || phase.kind === 'recovering';
      return { state: { phase: { kind: 'ended' }, clock: next.clock }, ...(stood ? { effect: 'ended' } : {}) };
    }
    case 'tick':
    case 'paused':
    case 'continued':
      return { state: { phase, clock: next.clock } };
  }
}

interface Sample {
  readonly timeMs: number;
  readonly value: number;
  readonly intervalMs: number;
  readonly countedMs: number;
}

interface PhaseStep {
  readonly phase: RulePhase;
  readonly effect?: RuleEffect;
}

function withClock(clock: RuleClock, { phase, ...effect }: PhaseStep): RuleStep {
  return { state: { phase, clock }, ...effect };
}

function judge(rule: ThresholdRule, phase: RulePhase, sample: Sample): PhaseStep {
  const isOver = isBeyond(sample.value, rule.operator, rule.threshold);
  const isUnder = isBack(sample.value, rule.operator, rule.exitThreshold);
  switch (phase.kind) {
    case 'inactive':
    case 'resolved':
      return isOver
        ? fireIfDue(rule, { hold: held(undefined, sample), ...critical(rule, undefined, sample) }, sample)
        : { phase };
    case 'pending':
      if (isUnder) return { phase: { kind: 'inactive' } };
      return fireIfDue(rule, { hold: held(phase.hold, sample), ...critical(rule, phase.critical, sample) }, sample);
    case 'firing': {
      const broken = { hold: held(phase.hold, sample), ...critical(rule, phase.critical, sample) };
      const { severity, firedAtMs } = phase;
      if (isUnder) return { phase: { kind: 'recovering', severity, firedAtMs, backMs: 0, hold: broken.hold } };
      const isWorse = severity !== 'critical' && isComplete(rule, broken.critical, sample.intervalMs);
      const next: RulePhase = { kind: 'firing', severity: isWorse ? 'critical' : severity, firedAtMs, ...broken };
      return { phase: next, ...(isWorse ? { effect: 'escalated' } : {}) };
    }
    case 'recovering': {
      const { severity, firedAtMs } = phase;
      const hold = held(phase.hold, sample);
      if (isOver) return { phase: { kind: 'firing', severity, firedAtMs, hold, ...critical(rule, undefined, sample) } };
      const backMs = phase.backMs + sample.countedMs;
      if (backMs >= rule.keepFiringForMs) return { phase: { kind: 'resolved' }, effect: 'resolved' };
      return { phase: { ...phase, hold, backMs } };
    }
    case 'ended':
      return { phase };
  }
}

function fireIfDue(rule: ThresholdRule, broken: Broken, sample: Sample): PhaseStep {
  if (!isComplete(rule, broken.hold, sample.intervalMs)) return { phase: { kind: 'pending', ...broken } };
  const isCritical = isComplete(rule, broken.critical, sample.intervalMs);
  const severity = isCritical ? 'critical' : rule.severity;
  return { phase: { kind: 'firing', severity, firedAtMs: sample.timeMs, ...broken }, effect: 'fired' };
}

function isComplete({ forMs }: ThresholdRule, hold: Hold | undefined, intervalMs: number): boolean {
  return hold !== undefined && hold.heldMs >= forMs && hold.samples * intervalMs >= ENOUGH_SAMPLES * forMs;
}

function held(hold: Hold | undefined, { timeMs, countedMs }: Sample): Hold {
  if (hold === undefined) return { sinceMs: timeMs, heldMs: 0, samples: 1 };
  return { sinceMs: hold.sinceMs, heldMs: hold.heldMs + countedMs, samples: hold.samples + 1 };
}

/** The hold of the critical threshold, with the same distance to its exit as the other. */
function critical(rule: ThresholdRule, hold: Hold | undefined, sample: Sample): { readonly critical?: Hold } {
  if (rule.critical === undefined) return {};
  const exit = rule.critical + (rule.exitThreshold - rule.threshold);
  const holds =
    hold === undefined
      ? isBeyond(sample.value, rule.operator, rule.critical)
      : !isBack(sample.value, rule.operator, exit);
  return holds ? { critical: held(hold, sample) } : {};
}
