import type { SessionStore } from '../series/sessionStore';
import type { MetricName } from '../shared/metrics';
import type { ProbeResult } from '../shared/probeResult';

/** When a program first answered: a health check, or a request that it was sent. Told once for each start. */
export class FirstAnswer {
  private hasAnswered = false;

  constructor(
    private readonly store: SessionStore,
    private startedMs: number,
  ) {}

  /** Somebody has asked the program. That its event loop turns, which a check about a process asks, is no answer yet. */
  probed({ timeMs, process, outcome }: ProbeResult): void {
    if (process === undefined && outcome.kind === 'answered') this.answered(timeMs);
  }

  /** A value of the program has come: requests that it has served are answers. */
  value(metric: MetricName, timeMs: number, value: number | undefined): void {
    if (metric === 'http.server.request.count' && value !== undefined && value > 0) this.answered(timeMs);
  }

  /** The program is started anew. */
  restarted(timeMs: number): void {
    this.hasAnswered = false;
    this.startedMs = timeMs;
  }

  private answered(timeMs: number): void {
    if (this.hasAnswered) return;
    this.hasAnswered = true;
    const seconds = (timeMs - this.startedMs) / 1000;
    this.store.series({ metric: 'process.startup.time', attributes: '' })?.append(timeMs, seconds);
  }
}
