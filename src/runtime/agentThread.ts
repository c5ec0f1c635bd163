import type { CaptureRequests } from './capturing/captureRequests';
import type { Pings } from './health/pings';
import type { DelaySummary, TickFrame } from '../shared/agentFrames';

/** Without a frame for so long a thread says nothing any more: it is blocked, stopped or gone. */
const STALE_AFTER_MS = 2_500;

/** How one thread's event loop and memory are, folded over the frames since they were last asked for. */
export interface ThreadFigures {
  readonly delay?: DelaySummary;
  readonly utilization?: number;
  readonly newest: TickFrame;
}

/** One thread of a program, with what it told last. */
export class AgentThread {
  /** Frames since the last look; after a look the newest one is kept, so that a round between two frames has it. */
  private frames: readonly TickFrame[] = [];
  private isNew = false;
  private lastMs: number | undefined;
  private lastResources: TickFrame['resources'];

  /** `id` is 0 for the main thread. */
  constructor(
    readonly id: number,
    readonly pings: Pings,
    readonly captures: CaptureRequests,
  ) {}

  /** What it told last; undefined before the first frame. */
  get newest(): TickFrame | undefined {
    return this.frames.at(-1);
  }

  /** The share of the time in which its event loop works, 0 to 1: one that says nothing any more is taken to be blocked. */
  utilization(nowMs: number): number {
    if (this.lastMs === undefined || nowMs - this.lastMs > STALE_AFTER_MS) return 1;
    return this.newest?.utilization ?? 0;
  }

  /** When the last frame came, epoch milliseconds; undefined before the first. */
  get lastFrameMs(): number | undefined {
    return this.lastMs;
  }

  /** What keeps the event loop alive, as last counted. */
  get resources(): TickFrame['resources'] {
    return this.lastResources;
  }

  takeIn(frame: TickFrame, timeMs: number): void {
    this.frames = this.isNew ? [...this.frames, frame] : [frame];
    this.isNew = true;
    this.lastMs = timeMs;
    this.lastResources = frame.resources ?? this.lastResources;
  }

  /** The frames since the last call, or the last frame again where none came; empty when that is too old. */
  take(timeMs: number): readonly TickFrame[] {
    if (this.lastMs === undefined || timeMs - this.lastMs > STALE_AFTER_MS) return [];
    this.isNew = false;
    return this.frames;
  }
}

/** One set of figures for several frames, which must not be empty: the worst of extremes, the mean of what is typical. */
export function foldFrames(frames: readonly [TickFrame, ...TickFrame[]]): ThreadFigures {
  const newest = frames.at(-1) ?? frames[0];
  const delays = frames.flatMap(({ delay }) => delay ?? []);
  const utilizations = frames.flatMap(({ utilization }) => utilization ?? []);
  return {
    newest,
    ...(delays.length === 0 ? {} : { delay: foldDelays(delays) }),
    ...(utilizations.length === 0 ? {} : { utilization: meanOf(utilizations) }),
  };
}

function foldDelays(delays: readonly DelaySummary[]): DelaySummary {
  const all = (key: keyof DelaySummary): number[] => delays.map((delay) => delay[key]);
  return {
    min: Math.min(...all('min')),
    mean: meanOf(all('mean')),
    p50: meanOf(all('p50')),
    p90: Math.max(...all('p90')),
    p95: Math.max(...all('p95')),
    p99: Math.max(...all('p99')),
    max: Math.max(...all('max')),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
