import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { DelaySummary } from '../shared/agentFrames';
import { quietly } from './quietly';

/** Between two looks at the loop. 20 ms costs about 0.3 % of a core, 50 ms 0.1 %: a delay above it is never missed. */
const RESOLUTION_MS = 20;

/** How late the event loop runs and how busy it is. */
export class EventLoop {
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private used = utilizationNow();

  constructor() {
    this.delays.enable();
  }

  /** Since the last call; without a delay when the loop was not looked at meanwhile. */
  take(): { readonly delay?: DelaySummary; readonly utilization?: number } {
    const busy = this.takeUtilization();
    // An empty window has a minimum of 9.2e18 and a mean of NaN.
    if (!Number.isFinite(this.delays.mean)) return busy;
    const delay = this.summary();
    this.delays.reset();
    return { delay, ...busy };
  }

  dispose(): void {
    this.delays.disable();
  }

  private takeUtilization(): { readonly utilization?: number } {
    const { used } = this;
    const now = utilizationNow();
    this.used = now;
    if (used === undefined || now === undefined) return {};
    return { utilization: performance.eventLoopUtilization(now, used).utilization };
  }

  private summary(): DelaySummary {
    const { delays } = this;
    // What is measured is the time between two looks: the delay and the resolution.
    const seconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1e3);
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

/** Node asks `process.hrtime` for it, which a program may have replaced by something that throws. */
function utilizationNow(): ReturnType<typeof performance.eventLoopUtilization> | undefined {
  return quietly(() => performance.eventLoopUtilization());
}
