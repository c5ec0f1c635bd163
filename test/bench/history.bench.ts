import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { inRepository } from '../host/paths';
import { fillStore } from '../../src/history/fillStore';
import type { RunFolder } from '../../src/history/runFolder';
import { StoreBudget } from '../../src/series/storeBudget';
import { SessionStore } from '../../src/series/sessionStore';
import { ProcfsSource } from '../../src/sampling/procfsSource';
import { createSystemClock } from '../../src/sampling/systemClock';
import { METRICS } from '../../src/shared/metrics';
import { attributesOf, processKey, type ProcessIdentity } from '../../src/shared/sample';
import { spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { beginRun, recorderOptions, RUN, SESSION, withRunFolder } from '../support/recordedRun';
import { ownCpuSeconds } from '../support/sampling/cpuTime';
import { procfs } from '../support/sampling/readers';
import { seededRandom } from '../support/seededRandom';
import { T0 } from '../support/rounds';

/**
 * What keeping runs costs. Bytes a sample on the disk, of real programs with all metrics of procfs at 1 s, beside the
 * same samples as gzipped JSON lines; then a made-up day of 50 series: CPU time of writing it as per cent of a core, and
 * how long it takes to open. Linux only. Options: `--seconds=N` of the real programs, 120 where nothing is said.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const seconds = Number(args.find((arg) => arg.startsWith('--seconds='))?.slice(10) ?? 120);
  const real = await realRun(seconds);
  const day = await dayRun();
  const rows = [
    row('real programs', 'on the disk', real.bytes / real.samples, 0, 'bytes a sample'),
    row('real programs, as gzipped JSON lines', 'on the disk', real.jsonBytes / real.samples, 0, 'bytes a sample'),
    row('a day of 50 series', 'written', day.writePercent, 0, '% of a core'),
    row('a day of 50 series', 'on the disk', day.bytes / 1e6, 0, 'MB'),
    row('a day of 50 series', 'opened', day.open.median, day.open.iqr, 'ms'),
  ];
  const summary =
    `${(real.bytes / real.samples).toFixed(2)} bytes a sample (target 3); a day of 50 series opens in ` +
    `${day.open.median.toFixed(0)} ms (target 500) and is written with ${day.writePercent.toFixed(3)} % of a core (target 1).`;
  return { name: 'history', rows, summary };
}

function row(label: string, metric: string, median: number, spread: number, unit: string): BenchRow {
  return { label, metric, median, spread, unit };
}

/** Two programs that work, one that serves and one that computes, sampled once a second into a store and a run file. */
async function realRun(seconds: number): Promise<{ bytes: number; samples: number; jsonBytes: number }> {
  const clock = createSystemClock();
  const source = new ProcfsSource(procfs(), clock);
  const programs = [['server.js'], ['burn.js', '0.2', '1']].map(([file = '', ...args]) =>
    spawn(process.execPath, [inRepository('test', 'fixtures', 'workspace', file), ...args], { stdio: 'ignore' }),
  );
  const store = new StoreBudget().openSession('s');
  const lines: string[] = [];
  let samples = 0;
  let bytes = 0;
  try {
    const found = await Promise.all(programs.map(({ pid }) => source.find(pid ?? 0)));
    const processes: readonly ProcessIdentity[] = found.flatMap((one) => one ?? []);
    await withRunFolder(async (folder) => {
      const recorder = await beginRun(recorderOptions(folder));
      for (let second = 1; second <= seconds; second += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        for (const result of await source.read(processes)) {
          if (result.kind !== 'read') continue;
          for (const { metric, attributes, value } of result.readings) {
            const isKept = store
              .series({ process: processKey(result.process), metric, attributes })
              ?.append(result.timeMs, value);
            if (isKept !== true) continue;
            samples += 1;
            lines.push(
              JSON.stringify({ process: processKey(result.process), metric, attributes, timeMs: result.timeMs, value }),
            );
          }
        }
        if (second % 5 === 0) await recorder.flush(SESSION, store);
      }
      await recorder.end(SESSION, store);
      bytes = await bytesOf(folder);
    });
  } finally {
    for (const program of programs) program.kill('SIGKILL');
    source.dispose();
  }
  return { bytes, samples, jsonBytes: gzipSync(lines.join('\n')).length };
}

const DAY_SECONDS = 86_400;
const FLUSH_SECONDS = 5;
const SERIES = 50;

/** Fifty series of gauges and counters that wander as those of programs do, one sample a second for a day. */
async function dayRun(): Promise<{ bytes: number; writePercent: number; open: ReturnType<typeof spreadOf> }> {
  const random = seededRandom(7);
  const store = new SessionStore();
  const metrics = METRICS.filter(({ name }) => name.startsWith('process.'));
  const keys = Array.from({ length: SERIES }, (_, i) => ({
    metric: metrics[i % metrics.length]?.name ?? 'process.memory.usage',
    attributes: attributesOf(i < metrics.length ? {} : { part: String(Math.floor(i / metrics.length)) }),
    scale: 10 ** (i % 6),
  }));
  const values = keys.map(({ scale }) => Math.round(scale * 100));
  let writeSeconds = 0;
  const times: number[] = [];
  let bytes = 0;
  await withRunFolder(async (folder) => {
    const recorder = await beginRun(recorderOptions(folder));
    for (let second = 1; second <= DAY_SECONDS; second += 1) {
      for (const [i, { metric, attributes, scale }] of keys.entries()) {
        // Every third value stays as it was, as thread counts and descriptors do.
        if (i % 3 !== 0) values[i] = (values[i] ?? 0) + Math.floor(random() * scale);
        store.series({ metric, attributes })?.append(T0 + second * 1000 + Math.floor(random() * 3), values[i] ?? 0);
      }
      if (second % FLUSH_SECONDS !== 0) continue;
      const before = ownCpuSeconds();
      await recorder.flush(SESSION, store);
      writeSeconds += ownCpuSeconds() - before;
    }
    await recorder.end(SESSION, store);
    bytes = await bytesOf(folder);
    for (let round = 0; round < 5; round += 1) times.push(await openMs(folder));
  });
  return { bytes, writePercent: (writeSeconds / DAY_SECONDS) * 100, open: spreadOf(times) };
}

async function openMs(folder: RunFolder): Promise<number> {
  const before = performance.now();
  const read = await folder.read(RUN);
  if (read.kind !== 'run') throw new Error(read.reason);
  fillStore(read, new SessionStore());
  return performance.now() - before;
}

async function bytesOf(folder: RunFolder): Promise<number> {
  return (await stat(folder.runPath(RUN))).size;
}
