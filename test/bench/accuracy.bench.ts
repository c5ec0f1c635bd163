import { readdirSync, readFileSync } from 'node:fs';
import { ProcfsSource } from '../../src/sampling/procfsSource';
import { createSystemClock } from '../../src/sampling/systemClock';
import type { ProcessIdentity } from '../../src/shared/sample';
import { spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { Burner, type BurnerLoad } from '../support/sampling/burner';
import { procfs } from '../support/sampling/readers';

/**
 * How far the CPU that is shown lies from the kernel's account of each thread, in points of one core (1 point: 1 % of a
 * core), for programs of a known load at intervals of 1 s, 500 ms and 250 ms. Linux only. Option: `--seconds=N` for each
 * program, 15 where nothing is said.
 *
 * The account itself lags by up to one tick of the scheduler for each thread that runs at the moment.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const seconds = Number(args.find((arg) => arg.startsWith('--seconds='))?.slice('--seconds='.length) ?? 15);
  const source = new ProcfsSource(procfs(), createSystemClock());
  const rows: BenchRow[] = [];
  const all = new Map<number, number[]>(INTERVALS_MS.map((intervalMs) => [intervalMs, []]));
  try {
    for (const load of LOADS) {
      const marks = await observe(source, load, seconds);
      for (const intervalMs of INTERVALS_MS) {
        const errors = errorsOf(marks, intervalMs);
        all.get(intervalMs)?.push(...errors);
        rows.push(...errorRows(loadText(load), intervalMs, errors));
      }
    }
  } finally {
    source.dispose();
  }
  for (const [intervalMs, errors] of all) rows.push(...errorRows('all programs', intervalMs, errors));
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

/** What source and kernel said at about the same moment. Each has its own time, since one is read after the other. */
interface Mark {
  readonly shownMs: number;
  readonly shownSeconds: number;
  readonly trueMs: number;
  readonly trueSeconds: number;
}

async function observe(source: ProcfsSource, load: BurnerLoad, seconds: number): Promise<readonly Mark[]> {
  const burner = await Burner.start(load);
  try {
    const process = await source.find(burner.pid);
    if (process === undefined) throw new Error('the burner has ended');
    const marks: Mark[] = [];
    const startMs = performance.now();
    for (let step = 0; step <= (seconds * 1000) / STEP_MS; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, startMs + step * STEP_MS - performance.now()));
      marks.push(await mark(source, process));
    }
    source.release(process);
    return marks;
  } finally {
    burner.kill();
  }
}

async function mark(source: ProcfsSource, process: ProcessIdentity): Promise<Mark> {
  const [result] = await source.read([process]);
  const trueMs = performance.now();
  const trueSeconds = kernelSeconds(process.pid);
  if (result?.kind !== 'read') throw new Error('the burner cannot be read');
  const shown = result.readings.find(({ metric, attributes }) => metric === 'process.cpu.time' && attributes === '');
  if (shown === undefined) throw new Error('the source told no CPU time');
  return { shownMs: result.timeMs, shownSeconds: shown.value, trueMs, trueSeconds };
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
    const shown = ((to.shownSeconds - from.shownSeconds) * 1000) / (to.shownMs - from.shownMs);
    const real = ((to.trueSeconds - from.trueSeconds) * 1000) / (to.trueMs - from.trueMs);
    errors.push((shown - real) * 100);
  }
  return errors;
}

function errorRows(label: string, intervalMs: number, errors: readonly number[]): BenchRow[] {
  const sizes = errors.map(Math.abs);
  const { median, iqr } = spreadOf(sizes);
  const metric = (name: string): string => `error at ${intervalMs} ms, ${name}`;
  return [
    { label, metric: metric('median'), median, spread: iqr, unit: 'points' },
    { label, metric: metric('p95'), median: quantile(sizes, 0.95), spread: 0, unit: 'points' },
    { label, metric: metric('max'), median: Math.max(...sizes), spread: 0, unit: 'points' },
  ];
}

function quantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length - 1) * probability)] ?? NaN;
}

function summaryOf(all: ReadonlyMap<number, readonly number[]>): string {
  const texts = [...all].map(([intervalMs, errors]) => {
    const sizes = errors.map(Math.abs);
    return `${intervalMs} ms: p95 ${quantile(sizes, 0.95).toFixed(2)}, max ${Math.max(...sizes).toFixed(2)}`;
  });
  const isWithin = quantile((all.get(1000) ?? []).map(Math.abs), 0.95) <= TARGET_POINTS;
  return `Points of one core. ${texts.join('; ')}. ${isWithin ? 'Within' : 'OUTSIDE'} the target of ${TARGET_POINTS} points at 1 s (p95).`;
}

function loadText({ cores, threads }: BurnerLoad): string {
  return `${cores} ${cores === 1 ? 'core' : 'cores'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
