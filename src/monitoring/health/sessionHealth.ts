import { NEW_CHECK, stateOf, stepCheck, type CheckInput, type CheckPhase } from '../../detection/healthCheck';
import {
  DEFAULT_TIMING,
  type AgentPresence,
  type CheckState,
  type CheckStatus,
  type HealthTiming,
} from '../../shared/health';
import type { MetricName } from '../../shared/metrics';
import type { ProbeResult } from '../../shared/probeResult';
import { processKey, type ProcessKey, type Round } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { ProcessLoad } from './processLoad';
import { standingReason } from './standingReason';

/** What judging the health of a session needs of it. */
export interface SessionHealthPorts {
  /** Whether a debugger holds a process, or, without one, any program of the session. */
  isPaused(process: ProcessKey | undefined): boolean;
  /** The process that stands for the session, where a check is about no process of its own. */
  leader(): ProcessKey | undefined;
  /** How a process is called; without one the session. */
  nameOf(process: ProcessKey | undefined): string;
  /** Health has changed; never called with what it was before. */
  onChange(status: CheckStatus, before: CheckState | undefined, timeMs: number): void;
}

interface Check {
  readonly process?: ProcessKey;
  readonly staleAfterMs: number;
  readonly failureThreshold: number;
  phase: CheckPhase;
  reason: string;
  heardMs: number;
}

/** The name of the check that every process has: whether the system lets it run. */
const STANDING = 'standing';

/** All health checks of one session, and what they say together: the worst of them. */
export class SessionHealth {
  private readonly checks = new Map<string, Check>();
  private readonly load = new ProcessLoad();
  private readonly lookedMs = new Map<ProcessKey, number>();
  private known: CheckStatus | undefined;
  private presence: AgentPresence | undefined;

  constructor(private readonly ports: SessionHealthPorts) {}

  /** What all checks say together, and whether the session's Node programs report; each absent where nothing is known. */
  view(): Pick<Session, 'check' | 'agent'> {
    const { known: check, presence: agent } = this;
    return { ...(check === undefined ? {} : { check }), ...(agent === undefined ? {} : { agent }) };
  }

  /** Takes in a value of a process as it is shown. */
  value(metric: MetricName, process: ProcessKey, value: number): void {
    this.load.value(metric, process, value);
  }

  /** Takes in what came of asking once. */
  probed(result: ProbeResult): void {
    const { timeMs, askedMs, check, process, outcome, timing } = result;
    const reason = this.failureText(result);
    const input: CheckInput = { kind: outcome.kind === 'answered' ? 'answered' : 'failed', askedMs };
    this.hear(`${check}/${process ?? ''}`, process, timing, input, reason, timeMs);
    this.settle(timeMs);
  }

  /** Looks at how the system holds the processes of a round, no more often than a check is due. */
  look({ processes, agent, timeMs }: Round): void {
    this.presence = agent ?? this.presence;
    for (const { process, standing } of processes) {
      const key = processKey(process);
      const name = `${STANDING}/${key}`;
      if (standing === undefined || timeMs - (this.lookedMs.get(key) ?? -Infinity) < DEFAULT_TIMING.intervalMs)
        continue;
      this.lookedMs.set(key, timeMs);
      // A process that was never held is no news.
      if (standing === 'running' && !this.checks.has(name)) continue;
      const input: CheckInput = { kind: standing === 'running' ? 'answered' : 'failed', askedMs: timeMs };
      const reason = standing === 'running' ? '' : `${this.ports.nameOf(key)} ${standingReason(standing)}`;
      this.hear(name, key, DEFAULT_TIMING, input, reason, timeMs);
    }
    this.settle(timeMs);
  }

  /** Time passes, or a debugger has held or let go something. */
  tick(timeMs: number): void {
    for (const check of this.checks.values()) {
      const isPaused = this.ports.isPaused(check.process);
      if (isPaused !== check.phase.isPaused) {
        check.heardMs = timeMs;
        this.step(check, isPaused ? { kind: 'paused' } : { kind: 'continued', timeMs });
      }
      if (!isPaused && timeMs - check.heardMs > check.staleAfterMs) this.step(check, { kind: 'unasked' });
    }
    this.settle(timeMs);
  }

  /** The machine slept, or its clock was set. */
  suspended(timeMs: number): void {
    for (const check of this.checks.values()) {
      check.heardMs = timeMs;
      this.step(check, { kind: 'suspended', timeMs });
    }
  }

  /** A process has exited. */
  processEnded(process: ProcessKey, timeMs: number): void {
    this.load.forget(process);
    this.lookedMs.delete(process);
    for (const [name, check] of this.checks) if (check.process === process) this.checks.delete(name);
    this.settle(timeMs);
  }

  /** The run is over, or begins anew. */
  runEnded(): void {
    this.checks.clear();
    this.lookedMs.clear();
    this.known = undefined;
  }

  private hear(
    name: string,
    process: ProcessKey | undefined,
    { intervalMs, timeoutMs, failureThreshold }: HealthTiming,
    input: CheckInput,
    reason: string,
    timeMs: number,
  ): void {
    const known = this.checks.get(name);
    const check: Check = {
      ...(process === undefined ? {} : { process }),
      staleAfterMs: intervalMs * failureThreshold + timeoutMs,
      failureThreshold,
      phase: known?.phase ?? { ...NEW_CHECK, isPaused: this.ports.isPaused(process) },
      reason,
      heardMs: timeMs,
    };
    this.step(check, input);
    this.checks.set(name, check);
  }

  private step(check: Check, input: CheckInput): void {
    check.phase = stepCheck(check.phase, input, check.failureThreshold);
  }

  /** Why a program counts as not well; empty for one that answers. */
  private failureText({ check, process, outcome, timing }: ProbeResult): string {
    if (outcome.kind === 'answered') return '';
    const subject = this.ports.nameOf(process);
    if (outcome.kind === 'refused') return `${subject}: ${check} ${outcome.reason}`;
    const leader = process ?? this.ports.leader();
    const cause = leader === undefined ? undefined : this.load.reasonOf(leader);
    const within = `${subject}: ${check} did not answer within ${timing.timeoutMs / 1000} s`;
    return cause === undefined ? within : `${within}, ${cause}`;
  }

  private settle(timeMs: number): void {
    const next = worstOf([...this.checks.values()]);
    const before = this.known;
    if (next === undefined || (next.state === before?.state && next.text === before.text)) return;
    const isNew = next.state !== before?.state;
    this.known = { ...next, sinceMs: isNew ? timeMs : before.sinceMs };
    if (isNew) this.ports.onChange(this.known, before?.state, timeMs);
  }
}

/** From the worst to the best. */
const BY_WEIGHT: readonly CheckState[] = ['unhealthy', 'paused', 'unknown', 'healthy'];

const TEXTS: Readonly<Record<CheckState, string>> = {
  healthy: 'Answers',
  unhealthy: 'Does not answer',
  unknown: 'Not known yet whether it answers',
  paused: 'Held by the debugger',
};

/** Undefined where nothing is checked: then all that was known stays. */
function worstOf(checks: readonly Check[]): Omit<CheckStatus, 'sinceMs'> | undefined {
  for (const state of BY_WEIGHT) {
    const check = checks.find(({ phase }) => stateOf(phase) === state);
    if (check !== undefined) return { state, text: state === 'unhealthy' ? check.reason : TEXTS[state] };
  }
  return undefined;
}
