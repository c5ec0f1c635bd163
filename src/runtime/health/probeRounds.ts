import type { Clock } from '../../shared/clock';
import type { HealthTiming, ProbeOutcome } from '../../shared/health';
import type { ProbeResult } from '../../shared/probeResult';
import type { SessionId } from '../../shared/sample';
import type { Probe } from './probe';

/** What is to be asked of a session now. */
export interface ProbePlan {
  readonly probes: readonly Probe[];
  readonly timing: HealthTiming;
}

export interface ProbeRoundsPorts {
  readonly clock: Clock;
  tell(sessionId: SessionId, result: ProbeResult): void;
}

interface Asked {
  readonly askedMs: number;
  /** Set while the answer is waited for. */
  readonly cancel?: AbortController;
}

/**
 * Asks the probes of all sessions, each when its interval is over, and gives up what takes longer than its timeout. It is
 * moved from outside, by ticks and samples, and asks no probe that has not answered yet.
 */
export class ProbeRounds {
  private readonly sessions = new Map<SessionId, Map<string, Asked>>();

  constructor(private readonly ports: ProbeRoundsPorts) {}

  /** Time passes for a session: asks what is due, and forgets probes that are no longer planned. */
  pass(sessionId: SessionId, { probes, timing }: ProbePlan, timeMs: number): void {
    const asked = this.sessions.get(sessionId) ?? new Map<string, Asked>();
    this.sessions.set(sessionId, asked);
    const planned = new Map(probes.map((probe) => [`${probe.check}/${probe.process ?? ''}`, probe]));
    for (const [key, { cancel }] of asked) {
      if (planned.has(key)) continue;
      asked.delete(key);
      cancel?.abort();
    }
    for (const [key, probe] of planned) {
      const last = asked.get(key);
      if (last !== undefined && (last.cancel !== undefined || timeMs - last.askedMs < timing.intervalMs)) continue;
      const cancel = new AbortController();
      asked.set(key, { askedMs: timeMs, cancel });
      void this.ask(probe, timing, cancel).then((outcome) => {
        // What is no longer planned, or over, is of no interest any more.
        if (asked.get(key)?.cancel !== cancel || this.sessions.get(sessionId) !== asked) return;
        asked.set(key, { askedMs: timeMs });
        const { check, process } = probe;
        const about = process === undefined ? { check } : { check, process };
        this.ports.tell(sessionId, { timeMs: this.ports.clock.nowMs(), askedMs: timeMs, ...about, outcome, timing });
      });
    }
  }

  /** A session is over. */
  forget(sessionId: SessionId): void {
    for (const { cancel } of this.sessions.get(sessionId)?.values() ?? []) cancel?.abort();
    this.sessions.delete(sessionId);
  }

  dispose(): void {
    for (const sessionId of [...this.sessions.keys()]) this.forget(sessionId);
  }

  private async ask(probe: Probe, { timeoutMs }: HealthTiming, cancel: AbortController): Promise<ProbeOutcome> {
    const { clock } = this.ports;
    const late = new Promise<ProbeOutcome>((resolve) => {
      const stop = clock.schedule(timeoutMs, () => {
        resolve({ kind: 'silent' });
        cancel.abort();
      });
      cancel.signal.addEventListener('abort', stop);
    });
    const outcome = await Promise.race([late, probe.ask(cancel.signal)]);
    cancel.abort();
    return outcome;
  }
}
