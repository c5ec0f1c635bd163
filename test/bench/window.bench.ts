import { spawn, type ChildProcess } from 'node:child_process';
import pidusage from 'pidusage';
import { createSystemClock } from '../../src/sampling/systemClock';
import type { Clock } from '../../src/shared/clock';
import { spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { ownCpuSeconds } from '../support/sampling/cpuTime';
import { WatchedWindow, type WindowParts } from '../support/watchedWindow';

/**
 * What one window costs that watches 20 working processes at one round a second, in per cent of a core: sampling and
 * series alone, then with rules and anomalies, with the run written to the disk, and with an open panel; beside
 * pidusage, which reads CPU and memory of the same processes and keeps nothing. Before that, once, the same in the first
 * seconds of a window, in which V8 compiles. Linux only. Options: `--seconds=N` of each piece, 10 where nothing is said;
 * `--pieces=N` pieces of each kind, taken in turn, 4; `--count=N` processes.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const option = (name: string, fallback: number): number =>
    Number(args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
  const seconds = option('seconds', 10);
  const pieces = option('pieces', 4);
  const programs = startPrograms(option('count', 20));
  try {
    const pids = programs.flatMap(({ pid }) => pid ?? []);
    const figures = new Map<string, number[]>([[FIRST, [await shareOfWindow(WHOLE, pids, seconds)]]]);
    await warmUp(pids);
    for (let piece = 0; piece < pieces; piece += 1) {
      for (const [label, measure] of kinds(pids, seconds)) {
        figures.set(label, [...(figures.get(label) ?? []), await measure()]);
      }
    }
    const rows = [...figures].map(([label, shares]) => rowOf(label, shares));
    const all = rows.find(({ label }) => label === ALL)?.median.toFixed(2) ?? '?';
    return { name: 'window', rows, summary: `${pids.length} processes at 1 s: ${all} % of a core (target 0.5).` };
  } finally {
    for (const program of programs) program.kill('SIGKILL');
  }
}

const FIRST = 'all of a hidden panel, in its first seconds';
const ALL = 'and recorded: all of a hidden panel';
const WHOLE = { judges: true, records: true, shows: false };

function kinds(pids: readonly number[], seconds: number): readonly (readonly [string, () => Promise<number>])[] {
  const none = { judges: false, records: false, shows: false };
  const ours = (parts: WindowParts) => () => shareOfWindow(parts, pids, seconds);
  return [
    ['sampled and kept', ours(none)],
    ['and judged', ours({ ...none, judges: true })],
    [ALL, ours(WHOLE)],
    ['and shown in an open panel', ours({ ...WHOLE, shows: true })],
    ['pidusage, CPU and memory only', () => shareOfPidusage(pids, seconds)],
  ];
}

/** The first rounds open files. */
const WARM_UP_ROUNDS = 5;
/** In so many rounds V8 has compiled what it will: those of twenty minutes. */
const COMPILED_AFTER_ROUNDS = 1_200;
const TIME_LAPSE = 200;

async function shareOfWindow(parts: WindowParts, pids: readonly number[], seconds: number): Promise<number> {
  const window = new WatchedWindow(parts, 1000);
  try {
    await window.watch(pids);
    await pause(WARM_UP_ROUNDS);
    return await shareOver(seconds);
  } finally {
    await window.dispose();
  }
}

/** Has a window go through its first minutes as fast as it can. */
async function warmUp(pids: readonly number[]): Promise<void> {
  const window = new WatchedWindow({ ...WHOLE, shows: true }, 1000, timeLapse(TIME_LAPSE), () => 0);
  try {
    await window.watch(pids);
    while (window.rounds < COMPILED_AFTER_ROUNDS) await pause(0.1);
  } finally {
    await window.dispose();
  }
}

/** A clock on which so many seconds pass in one. */
function timeLapse(factor: number): Clock {
  const clock = createSystemClock();
  const startMs = clock.nowMs();
  const nowMs = (): number => startMs + (clock.nowMs() - startMs) * factor;
  return { nowMs, wallMs: nowMs, schedule: (delayMs, callback) => clock.schedule(delayMs / factor, callback) };
}

async function shareOfPidusage(pids: readonly number[], seconds: number): Promise<number> {
  const timer = setInterval(() => void pidusage([...pids]), 1000);
  try {
    await pause(WARM_UP_ROUNDS);
    return await shareOver(seconds);
  } finally {
    clearInterval(timer);
    pidusage.clear();
  }
}

/** Per cent of a core that this process uses over the next seconds. */
async function shareOver(seconds: number): Promise<number> {
  const before = ownCpuSeconds();
  await pause(seconds);
  return ((ownCpuSeconds() - before) / seconds) * 100;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

function startPrograms(count: number): readonly ChildProcess[] {
  const work = 'setInterval(() => { for (let i = 0; i < 1e5; i += 1) Math.sqrt(i); }, 100)';
  return Array.from({ length: count }, () => spawn(process.execPath, ['-e', work], { stdio: 'ignore' }));
}

function rowOf(label: string, shares: readonly number[]): BenchRow {
  const { median, iqr } = spreadOf(shares);
  return { label, metric: 'paced at 1 s', median, spread: iqr, unit: '% of a core' };
}
