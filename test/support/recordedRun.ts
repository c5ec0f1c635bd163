import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputTail } from '../../src/history/outputTail';
import { RunFolder } from '../../src/history/runFolder';
import { RunRecorder, type RecorderOptions } from '../../src/history/runRecorder';
import type { RunHeader } from '../../src/history/runRecords';
import type { SeriesKey } from '../../src/series/seriesKey';
import type { SessionStore } from '../../src/series/sessionStore';
import type { Session } from '../../src/shared/state';
import { T0 } from './rounds';

export const HEADER: RunHeader = {
  format: 1,
  versions: { extension: '0.1.0' },
  sessionId: 's',
  name: 'server',
  type: 'pwa-node',
  configuration: 'Launch server',
  startedAtMs: T0,
};

export const SESSION: Session = {
  id: 's',
  name: 'server',
  type: 'pwa-node',
  state: 'running',
  startedAtMs: T0,
  processes: [{ pid: 7, startTimeMs: T0, parentPid: 1, name: 'node', depth: 0, alive: true, paused: false }],
  pauses: [],
  events: [{ kind: 'started', timeMs: T0, text: 'server started' }],
  alerts: [],
  health: 'ok',
};

export const CPU: SeriesKey = { metric: 'process.cpu.time', attributes: '' };
export const MEMORY: SeriesKey = { metric: 'process.memory.usage', attributes: '' };

/** The values that the run of these tests has after so many seconds. */
export const cpuAt = (second: number): number => second * 0.25;
export const memoryAt = (second: number): number => 1_000_000 + ((second * 7_919) % 1_000) * 4_096;

/** Appends seconds of the run of these tests to a store. */
export function appendSeconds(store: SessionStore, fromSecond: number, toSecond: number): void {
  for (let second = fromSecond; second < toSecond; second++) {
    store.series(CPU)?.append(T0 + second * 1_000, cpuAt(second));
    store.series(MEMORY)?.append(T0 + second * 1_000, memoryAt(second));
  }
}

/** The rows of a series as they are stored: times in seconds since the start, and values. */
export function rowsOf(store: SessionStore, key: SeriesKey): (readonly [number, number])[] {
  const rows: (readonly [number, number])[] = [];
  store.find(key)?.visitStored(-Infinity, (timeMs, value) => rows.push([(timeMs - T0) / 1_000, value]));
  return rows;
}

/** Those rows of `appendSeconds`. */
export function secondsOf(
  fromSecond: number,
  toSecond: number,
  valueAt: (second: number) => number,
): (readonly [number, number])[] {
  return Array.from({ length: toSecond - fromSecond }, (_, i) => [fromSecond + i, valueAt(fromSecond + i)] as const);
}

/** A folder for runs that is removed after the test. */
export async function withRunFolder(work: (folder: RunFolder, path: string) => Promise<void>): Promise<void> {
  const path = await mkdtemp(join(tmpdir(), 'process-monitor-runs-'));
  try {
    await work(new RunFolder(path), path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** What a recorder needs in a test; problems are kept. */
export function recorderOptions(
  folder: RunFolder,
  more: Partial<RecorderOptions> = {},
): RecorderOptions & { readonly problems: string[] } {
  const problems: string[] = [];
  return { folder, writerPid: process.pid, onProblem: (message) => problems.push(message), problems, ...more };
}

/** Begins a run under a fixed id. */
export function beginRun(options: RecorderOptions): Promise<RunRecorder> {
  return RunRecorder.begin(RUN, HEADER, new OutputTail(), options);
}

export const RUN = '0-test';

/** So many seconds of a run go to the disk together: as much is lost at most. */
export const FLUSHED_SECONDS = 5;
