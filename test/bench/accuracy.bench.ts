import { readdirSync, readFileSync } from 'node:fs';
import { bootstrapIqr, spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { accuracyWays, OURS, type AccuracyWay, type Shown } from '../support/sampling/accuracyWays';
import { Burner, type BurnerLoad } from '../support/sampling/burner';

/**
 * How far the CPU that is shown lies from the kernel's account of each thread, in points of one core (1 point: 1 % of a
 * core), for programs of a known load at intervals of 1 s, 500 ms and 250 ms; beside pidusage and the %CPU of `ps`, which
 * read the same programs right after. Linux only. Option: `--seconds=N` for each program, 15 where nothing is said.
 *
 * The account itself lags by up to one tick of the scheduler for each thread that runs at the moment. The spread of a
 * 95th percentile is that of the bootstrap; a largest error has none.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const seconds = Number(args.find((arg) => arg.startsWith('--seconds='))?.slice('--seconds='.length) ?? 15);
  const rows: BenchRow[] = [];
  const all = new Map<string, Map<number, number[]>>();
  for (const load of LOADS) {
    for (const [way, marks] of await observe(load, seconds)) {
      const ofWay = all.get(way) ?? new Map<number, number[]>(INTERVALS_MS.map((intervalMs) => [intervalMs, []]));
      all.set(way, ofWay);
      for (const intervalMs of INTERVALS_MS) {
        const errors = errorsOf(marks, intervalMs);
        ofWay.get(intervalMs)?.push(...errors);
        rows.push(...errorRows(`${loadText(load)}, ${way}`, intervalMs, errors));
      }
    }
  }
  for (const [way, ofWay] of all) {
    for (const [intervalMs, errors] of ofWay) rows.push(...errorRows(`all programs, ${way}`, intervalMs, errors));
  }
  return { name: 'accuracy', rows, summary: summaryOf(all) };
}

const LOADS: readonly BurnerLoad[] = [
  { cores: 0.1, threads: 1 },
  { cores: 0.5, threads: 1 },
  { cores: 1, threads: 1 },
  { cores: 0.5, threads: 4 },
  { cores: 1, threads: 4 },
  { cores: 1.5, threads: 2 },
];

const STEP_MS = 250;
const INTERVALS_MS = [1000, 500, 250] as const;
const TARGET_POINTS = 2;

/** What a way and the kernel said at about the same moment. Each has its own time, since one is read after the other. */
interface Mark {
  readonly shown: Shown;
  readonly trueMs: number;
  readonly trueSeconds: number;
}

/** What each way said at each step, by its label. */
async function observe(load: BurnerLoad, seconds: number): Promise<ReadonlyMap<string, readonly Mark[]>> {
  const burner = await Burner.start(load);
  const ways: AccuracyWay[] = [];
  try {
    ways.push(...(await accuracyWays(burner.pid)));
    const marks = new Map<string, Mark[]>(ways.map(({ label }) => [label, []]));
    const startMs = performance.now();
    for (let step = 0; step <= (seconds * 1000) / STEP_MS; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, startMs + step * STEP_MS - performance.now()));
      for (const way of ways) {
        const shown = await way.read();
        marks.get(way.label)?.push({ shown, trueMs: performance.now(), trueSeconds: kernelSeconds(burner.pid) });
      }
    }
    return marks;
  } finally {
    for (const way of ways) way.dispose();
    burner.kill();
  }
}

/** CPU time of all threads by the scheduler's account, which counts nanoseconds. */
function kernelSeconds(pid: number): number {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, value) => sum + value, 0) / 1e9;
}

/** Shown less true, in points of one core, for each interval of this length. */
function errorsOf(marks: readonly Mark[], intervalMs: number): number[] {
  const stride = intervalMs / STEP_MS;
  const errors: number[] = [];
  for (let index = stride; index < marks.length; index += stride) {
    const [from, to] = [marks[index - stride], marks[index]];
    if (from === undefined || to === undefined) continue;
    const real = ((to.trueSeconds - from.trueSeconds) * 1000) / (to.trueMs - from.trueMs);
    errors.push((shownCores(from.shown, to.shown) - real) * 100);
  }
  return errors;
}

function shownCores(from: Shown, to: Shown): number {
  if ('cores' in to) return to.cores;
  if ('cores' in from) return NaN;
  return ((to.cpuSeconds - from.cpuSeconds) * 1000) / (to.ms - from.ms);
}

function errorRows(label: string, intervalMs: number, errors: readonly number[]): BenchRow[] {
  const sizes = errors.map(Math.abs);
  const { median, iqr } = spreadOf(sizes);
  const metric = (name: string): string => `error at ${intervalMs} ms, ${name}`;
  return [
    { label, metric: metric('median'), median, spread: iqr, unit: 'points' },
    { label, metric: metric('p95'), median: p95(sizes), spread: bootstrapIqr(sizes, p95), unit: 'points' },
    { label, metric: metric('max'), median: Math.max(...sizes), spread: 0, unit: 'points' },
  ];
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length - 1) * 0.95)] ?? NaN;
}

function summaryOf(all: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>): string {
  const texts = [...all].map(([way, ofWay]) => {
    const told = [...ofWay].map(([intervalMs, errors]) => {
      const sizes = errors.map(Math.abs);
      return `${intervalMs} ms: p95 ${p95(sizes).toFixed(2)}, max ${Math.max(...sizes).toFixed(2)}`;
    });
    return `${way}: ${told.join('; ')}.`;
  });
  const isWithin = p95((all.get(OURS)?.get(1000) ?? []).map(Math.abs)) <= TARGET_POINTS;
  const target = `${isWithin ? 'Within' : 'OUTSIDE'} the target of ${TARGET_POINTS} points at 1 s (p95).`;
  return `Points of one core. ${texts.join(' ')} ${target}`;
}

function loadText({ cores, threads }: BurnerLoad): string {
  return `${cores} ${cores === 1 ? 'core' : 'cores'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
