import { readFileSync, writeFileSync } from 'node:fs';
import { AnomalyWatch } from '../../src/detection/anomalies';
import createDetector from '../../src/detection/standalone';
import { ZScoreDetector } from '../../src/detection/zScoreDetector';
import { paired, type BenchResult, type BenchRow, type Spread } from '../support/bench';
import { gaussianNoise } from '../support/gaussianNoise';
import { scoredCsv } from '../support/scoredCsv';

/**
 * What a sample costs in the raw detector, beside the classical z-score of the last 20 values, and in the watch of a run
 * around it. With the path of a CSV file of
 * (timestamp, value), writes a copy with a column of scores beside it instead. Options: `--rounds=N`, 15 where nothing
 * is said.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const file = args.find((arg) => !arg.startsWith('-'));
  if (file !== undefined) return scoreFile(file);
  const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.slice('--rounds='.length) ?? 15);
  const { a, b, ratio } = await paired(detectorNanoseconds, zScoreNanoseconds, { rounds });
  const watch = await paired(watchNanoseconds, zScoreNanoseconds, { rounds });
  const isWithin = a.median <= LIMIT_NS;
  return {
    name: 'detector',
    rows: [
      row('detector', a),
      row('z-score of 20 values', b),
      { label: 'ratio', metric: 'time', median: ratio.median, spread: ratio.iqr, unit: '1' },
      row('watch of a run', watch.a),
    ],
    summary: `${a.median.toFixed(0)} ns a sample: ${isWithin ? 'within' : 'OUTSIDE'} the budget of ${LIMIT_NS} ns.`,
  };
}

const LIMIT_NS = 500;
const SAMPLES = 200_000;
const noise = gaussianNoise(1);
const values = Float64Array.from({ length: SAMPLES }, () => noise());

function detectorNanoseconds(): number {
  const detector = createDetector();
  return nanosecondsPerSample((value, i) => detector.handle(value, i * 1000));
}

function zScoreNanoseconds(): number {
  const detector = new ZScoreDetector();
  return nanosecondsPerSample((value) => detector.handle(value));
}

function watchNanoseconds(): number {
  const watch = new AnomalyWatch('envelope');
  return nanosecondsPerSample((value, i) => watch.value('process.cpu.time', i * 1000, value).marked?.score ?? 0);
}

/** The scores are added up and looked at, so that no compiler may leave the work out. */
function nanosecondsPerSample(handle: (value: number, index: number) => number): number {
  let sum = 0;
  const startedAt = performance.now();
  for (const [i, value] of values.entries()) sum += handle(value, i);
  const nanoseconds = ((performance.now() - startedAt) * 1e6) / SAMPLES;
  if (Number.isNaN(sum)) throw new Error('A score is no number.');
  return nanoseconds;
}

function row(label: string, { median, iqr }: Spread): BenchRow {
  return { label, metric: 'time', median, spread: iqr, unit: 'ns per sample' };
}

function scoreFile(file: string): BenchResult {
  const { csv, samples, alarms } = scoredCsv(readFileSync(file, 'utf8'));
  const target = file.replace(/(\.csv)?$/i, '.scored.csv');
  writeFileSync(target, csv);
  const figure = (metric: string, median: number): BenchRow => ({ label: file, metric, median, spread: 0, unit: '1' });
  return {
    name: 'detector',
    rows: [figure('samples', samples), figure('alarms from 0.5', alarms)],
    summary: `The scores are in ${target}.`,
  };
}
