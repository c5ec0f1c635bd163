import { monitorEventLoopDelay, performance, type IntervalHistogram } from 'node:perf_hooks';
import type { DelaySummary } from '../shared/agentFrames';
import { quietly } from './quietly';

/**
 * Between two looks at the loop; a delay above it is never missed, and seen shorter by it at most. 20 ms costs about
 * 0.3 % of a core and is for the time in which a person looks; 40 ms half of that.
 */
const RESOLUTION_MS = { watched: 20, unwatched: 40 } as const;

/** How late the event loop runs and how busy it is. */
export class EventLoop {
  private wantedMs: number = RESOLUTION_MS.unwatched;
  private resolutionMs = this.wantedMs;
  private delays = startedAt(this.resolutionMs);
  private used = utilizationNow();

  /** Looks more or less closely, from the next `take` on. */
  watch(isWatched: boolean): void {
    this.wantedMs = isWatched ? RESOLUTION_MS.watched : RESOLUTION_MS.unwatched;
  }

  /** Since the last call; without a delay when the loop was not looked at meanwhile. */
  take(): { readonly delay?: DelaySummary; readonly utilization?: number } {
    const busy = this.takeUtilization();
    // An empty window has a minimum of 9.2e18 and a mean of NaN.
    if (!Number.isFinite(this.delays.mean)) return busy;
    const delay = this.summary();
    this.begin();
    return { delay, ...busy };
  }

  dispose(): void {
    this.delays.disable();
  }

  private begin(): void {
    if (this.wantedMs === this.resolutionMs) {
      this.delays.reset();
      return;
    }
    this.delays.disable();
    this.resolutionMs = this.wantedMs;
    this.delays = startedAt(this.resolutionMs);
  }

  private takeUtilization(): { readonly utilization?: number } {
    const { used } = this;
    const now = utilizationNow();
    this.used = now;
    if (used === undefined || now === undefined) return {};
    return { utilization: performance.eventLoopUtilization(now, used).utilization };
  }

  private summary(): DelaySummary {
    const { delays, resolutionMs } = this;
    // What is measured is the time between two looks: the delay and the resolution.
    const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1e3);
    return {
      min: seconds(delays.min),
      mean: seconds(delays.mean),
      p50: seconds(delays.percentile(50)),
      p90: seconds(delays.percentile(90)),
      p95: seconds(delays.percentile(95)),
      p99: seconds(delays.percentile(99)),
      max: seconds(delays.max),
    };
  }
}

function startedAt(resolutionMs: number): IntervalHistogram {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  return delays;
}

/** Node asks `process.hrtime` for it, which a program may have replaced by something that throws. */
function utilizationNow(): ReturnType<typeof performance.eventLoopUtilization> | undefined {
  return quietly(() => performance.eventLoopUtilization());
}
