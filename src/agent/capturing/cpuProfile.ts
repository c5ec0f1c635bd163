import { pathToFileURL } from 'node:url';
import { natives } from '../natives';
import type { Inspection, ThreadInspections } from './inspection';

/** Microseconds between two looks at the stack: Node's own default. */
const SAMPLING_INTERVAL_US = 1_000;

/** Each thread that is profiled costs memory; more are not. */
const MOST_WORKERS = 16;

/** A worker that is within native code does not answer; it is not waited for any longer. */
const ANSWER_WITHIN_SECONDS = 2;

/** What of a profile is looked at. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; url: string };
  }[];
  readonly samples: readonly number[];
}

/**
 * Records a CPU profile of all threads and gives that of the busiest, as text: which one that is nobody knows before, and
 * a worker that never comes round has told the host nothing of itself.
 */
export async function cpuProfile({ own, workers }: ThreadInspections, seconds: number): Promise<string> {
  const others = [...workers.values()].slice(0, MOST_WORKERS);
  await start(own);
  for (const worker of others) start(worker).catch(() => undefined);
  await wait(seconds);
  const stopped = others.map((worker) =>
    Promise.race([stop(worker), wait(ANSWER_WITHIN_SECONDS)]).catch(() => undefined),
  );
  const profiles = [await stop(own), ...(await Promise.all(stopped))].filter((profile) => profile !== undefined);
  const busiest = profiles.reduce((one, other) => (busySamples(other) > busySamples(one) ? other : one));
  return natives.stringify(underOurName(busiest));
}

async function start(thread: Inspection): Promise<void> {
  await thread.ask('Profiler.enable');
  await thread.ask('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US });
  await thread.ask('Profiler.start');
  await deoptimize(thread);
}

async function stop(thread: Inspection): Promise<CpuProfile> {
  const { profile } = (await thread.ask('Profiler.stop')) as { readonly profile: CpuProfile };
  await thread.ask('Profiler.disable');
  return profile;
}

/**
 * Code that V8 optimized before it was profiled does not tell which function was inlined into which: a hot one would go by
 * the name of its caller, be it Node's own timer. Precise coverage, for a moment, has V8 compile everything anew, which
 * takes some 10 ms. A program whose coverage is being measured is left alone.
 */
async function deoptimize(thread: Inspection): Promise<void> {
  const { NODE_V8_COVERAGE: coverage } = process.env;
  if (coverage !== undefined && coverage !== '') return;
  await thread.ask('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
  await thread.ask('Profiler.stopPreciseCoverage');
}

/** Samples in which the thread did something of its own. */
function busySamples({ nodes, samples }: CpuProfile): number {
  const resting = new Set(nodes.filter(({ callFrame }) => RESTING.has(callFrame.functionName)).map(({ id }) => id));
  return samples.filter((id) => !resting.has(id)).length;
}

const RESTING: ReadonlySet<string> = new Set(['(root)', '(idle)', '(program)']);

/** What the agent itself does is told from what the program does, in viewers as well: it is called a part of Node. */
function underOurName(profile: CpuProfile): CpuProfile {
  const ours: readonly string[] = [__filename, pathToFileURL(__filename).href];
  for (const { callFrame } of profile.nodes) if (ours.includes(callFrame.url)) callFrame.url = 'node:process-monitor';
  return profile;
}

/** A program that ends meanwhile is not held up. */
export function wait(seconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    natives
      .setTimeout(() => {
        resolve(undefined);
      }, seconds * 1e3)
      .unref();
  });
}
