import { diagnose } from '../diagnosis/diagnose';
import { diagnosedRun } from '../diagnosis/diagnosedRun';
import type { Diagnosis } from '../shared/diagnosis';
import type { Session } from '../shared/state';
import type { TimeRange } from '../shared/view';
import type { MonitorHub } from './monitorHub';

/** A run is looked at anew no more often than this: what it suffers from does not change by the second. */
const EVERY_MS = 10_000;

/** What the run of one view suffers from over the span that is shown; always of the whole tree. */
export class ViewDiagnosis {
  private current: Diagnosis | undefined;
  private atMs = -Infinity;
  private ofEndMs: number | undefined;

  constructor(
    private readonly hub: MonitorHub,
    private readonly memoryLimitBytes?: number,
  ) {}

  /** As of the last look; undefined before. */
  get diagnosis(): Diagnosis | undefined {
    return this.current;
  }

  /** Looks at a session anew when that is due; returns whether it was. */
  refresh({ id, processes, events, startedAtMs, endedAtMs, isPast }: Session, span: TimeRange, nowMs: number): boolean {
    const hasEnded = endedAtMs !== this.ofEndMs;
    if (!hasEnded && nowMs - this.atMs < EVERY_MS) return false;
    const store = this.hub.storeOf(id);
    if (store === undefined) return false;
    this.ofEndMs = endedAtMs;
    this.atMs = nowMs;
    // How much memory there was for a run of an earlier time, nobody knows any more.
    const limit = isPast || this.memoryLimitBytes === undefined ? {} : { memoryLimitBytes: this.memoryLimitBytes };
    const fromMs = Math.max(span.fromMs, startedAtMs);
    const toMs = Math.min(span.toMs, endedAtMs ?? nowMs);
    this.current = {
      fromMs,
      toMs,
      verdicts: diagnose(diagnosedRun({ store, processes, events, ...limit }, fromMs, toMs)),
    };
    return true;
  }
}
