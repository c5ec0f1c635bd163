import type { InspectedThreads, Inspection } from './inspection';

/** Microseconds between two looks at the stack: Node's own default. */
const SAMPLING_INTERVAL_US = 1_000;

/** Each thread that is profiled costs memory; more are not. */
const MOST_WORKERS = 16;

/** A worker that is within native code does not answer; it is not waited for any longer. */
const ANSWER_WITHIN_SECONDS = 2;

/** What of a profile is looked at. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; url: string };
  }[];
  readonly samples: readonly number[];
}

/**
 * Records a CPU profile of all threads and gives that of the busiest: which one that is nobody knows before, and a worker
 * that never comes round has told the host nothing of itself. Rejects with what the main thread's inspector says against it.
 */
export async function recordCpuProfile(
  { main, workers }: InspectedThreads,
  { seconds, wait, mayDeoptimize }: CpuProfileOptions,
): Promise<CpuProfile> {
  const others = [...workers.values()].slice(0, MOST_WORKERS);
  await start(main, mayDeoptimize);
  for (const worker of others) start(worker, mayDeoptimize).catch(() => undefined);
  await wait(seconds);
  const stopped = others.map((worker) =>
    Promise.race([stop(worker), wait(ANSWER_WITHIN_SECONDS)]).catch(() => undefined),
  );
  const profiles = [await stop(main), ...(await Promise.all(stopped))].filter((profile) => profile !== undefined);
  return profiles.reduce((one, other) => (busySamples(other) > busySamples(one) ? other : one));
}

export interface CpuProfileOptions {
  readonly seconds: number;
  readonly wait: (seconds: number) => Promise<undefined>;
  /** False where the coverage of the program is being measured: it would be lost. */
  readonly mayDeoptimize: boolean;
}

async function start(thread: Inspection, mayDeoptimize: boolean): Promise<void> {
  await thread.ask('Profiler.enable');
  await thread.ask('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US });
  await thread.ask('Profiler.start');
  if (mayDeoptimize) await deoptimize(thread);
}

async function stop(thread: Inspection): Promise<CpuProfile> {
  const { profile } = (await thread.ask('Profiler.stop')) as { readonly profile: CpuProfile };
  await thread.ask('Profiler.disable');
  return profile;
}

/**
 * Code that V8 optimized before it was profiled does not tell which function was inlined into which: a hot one would go by
 * the name of its caller, be it Node's own timer. Precise coverage, for a moment, has V8 compile everything anew, which
 * takes some 10 ms.
 */
async function deoptimize(thread: Inspection): Promise<void> {
  await thread.ask('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  await thread.ask('Profiler.stopPreciseCoverage');
}

/** Samples in which the thread did something of its own. */
function busySamples({ nodes, samples }: CpuProfile): number {
  const resting = new Set(nodes.filter(({ callFrame }) => RESTING.has(callFrame.functionName)).map(({ id }) => id));
  return samples.filter((id) => !resting.has(id)).length;
}

const RESTING: ReadonlySet<string> = new Set(['(root)', '(idle)', '(program)']);
