import assert from 'node:assert/strict';
import type { ProportionalMemory } from '../../../src/shared/proportionalMemory';
import type { ProcessRow } from '../../../src/shared/protocol';
import type { ProcessView } from '../../../src/shared/state';
import { chartNote } from '../../../webview/chartNote';
import { reduce } from '../../../webview/state';
import { appendWith, MONITOR, processWith, sessionWith, snapshotWith, stateAfter, VIEW } from './builders';

const ROOT = processWith({ pid: 10 });
const CHILD = processWith({ pid: 20, parentPid: 10 });

interface Shown {
  readonly processes?: readonly ProcessView[];
  readonly rows?: readonly ProcessRow[];
  readonly intervalMs?: number;
  readonly process?: ProcessRow['key'];
  readonly endedAtMs?: number;
}

function note(chart: 'cpu' | 'memory' | 'io', shown: Shown): string {
  const { processes = [ROOT], rows = [], intervalMs = 1000, process, endedAtMs } = shown;
  const state = stateAfter(
    snapshotWith({
      view: { ...VIEW, ...(process !== undefined && { process }) },
      sessions: [sessionWith({ processes, ...(endedAtMs !== undefined && { endedAtMs }) })],
      processes: rows,
      monitor: { ...MONITOR, intervalMs },
    }),
  );
  return chartNote(chart, state, state.live);
}

function row(pid: number, cpu: number, wait?: number): ProcessRow {
  const values = { 'process.cpu.time': cpu, ...(wait !== undefined && { 'process.cpu.wait_time': wait }) };
  return { key: `${pid}@${pid}`, values };
}

describe('chartNote', () => {
  describe('of CPU', () => {
    it('says nothing of a program that gets what it wants, at an interval that is long enough', () => {
      assert.equal(note('cpu', { rows: [row(10, 1, 0.01)] }), '');
    });

    it('says what a starved program wanted and what it got', () => {
      assert.equal(note('cpu', { rows: [row(10, 0.5, 0.5)] }), 'Starved: wanted 1 core, got 0.5 cores');
    });

    it('sums over the tree, or looks at the process that is shown', () => {
      const rows = [row(10, 0.5, 0), row(20, 0.5, 1)];
      const processes = [ROOT, CHILD];
      assert.equal(note('cpu', { rows, processes }), 'Starved: wanted 2 cores, got 1 core');
      assert.equal(note('cpu', { rows, processes, process: '10@10' }), '');
      assert.match(note('cpu', { rows, processes, process: '20@20' }), /wanted 1.5 cores/);
    });

    it('says nothing where the wait of one process is not known', () => {
      assert.equal(note('cpu', { rows: [row(10, 0.5, 5), row(20, 0.5)], processes: [ROOT, CHILD] }), '');
    });

    it('says how exact the values are below half a second', () => {
      assert.equal(note('cpu', { intervalMs: 250 }), '±4 % at 250 ms');
      assert.equal(note('cpu', { intervalMs: 100, processes: [ROOT, CHILD] }), '±10 % for each process at 100 ms');
    });

    it('says both where there is both', () => {
      const text = note('cpu', { intervalMs: 250, rows: [row(10, 0.5, 0.5)] });
      assert.equal(text, 'Starved: wanted 1 core, got 0.5 cores · ±4 % at 250 ms');
    });

    it('says nothing of a run that is over', () => {
      assert.equal(note('cpu', { intervalMs: 250, rows: [row(10, 0.5, 0.5)], endedAtMs: 1000 }), '');
    });
  });

  it('of memory says that a sum counts shared pages more than once', () => {
    assert.equal(note('memory', {}), '');
    assert.match(note('memory', { processes: [ROOT, CHILD] }), /^Sum over 2 processes/);
    assert.equal(note('memory', { processes: [ROOT, CHILD], process: '10@10' }), '');
  });

  describe('of proportional memory', () => {
    const measured = {
      sessionId: 'a',
      timeMs: 50_000,
      processes: [
        { key: '10@10' as const, bytes: 1e6 },
        { key: '20@20' as const, bytes: 2e6 },
      ],
      unreadable: [],
    };

    function memoryNote(part: Partial<ProportionalMemory>, process?: ProcessRow['key']): string {
      const view = { ...VIEW, ...(process !== undefined && { process }) };
      const before = stateAfter(snapshotWith({ view, sessions: [sessionWith({ processes: [ROOT] })] }));
      const message = appendWith({ nowMs: 61_000, proportionalMemory: { ...measured, ...part } });
      const state = reduce(before, message);
      return chartNote('memory', state, state.live);
    }

    it('tells the sum, and when it was measured', () => {
      assert.match(memoryNote({}), /^Proportional: 3 MB at \d\d:\d\d:50$/);
    });

    it('tells that of the process which is shown', () => {
      assert.match(memoryNote({}, '20@20'), /^Proportional: 2 MB at /);
    });

    it('names what could not be read', () => {
      assert.match(
        memoryNote({ unreadable: ['sudo', 'ping'] }),
        /3 MB at .*, without sudo, ping, which may not be read$/,
      );
      assert.match(memoryNote({ processes: [], unreadable: ['sudo'] }), /^Proportional memory could not be read at/);
    });

    it('says nothing in another session', () => {
      assert.equal(memoryNote({ sessionId: 'b' }), '');
    });
  });

  it('of other charts there is none', () => {
    assert.equal(note('io', { processes: [ROOT, CHILD], intervalMs: 100 }), '');
  });

  describe('of what the program tells', () => {
    const figures = { count: 1, mean: 0, median: 0, min: 0, max: 0, p50: 0, p95: 0, p99: 0, stdDev: 0 };
    const told = (sum: number): string => {
      const run = { ...figures, sum };
      const statistics = [{ metric: 'process_monitor.agent.dropped', run }] as const;
      const state = stateAfter(snapshotWith({ statistics }));
      return chartNote('application', state, state.live);
    };

    it('says how much of it was dropped', () => {
      assert.equal(told(1), '1 value dropped: too many series, names too long, or no numbers');
      assert.match(told(1_999.7), /^2000 values dropped/);
    });

    it('says nothing where nothing was', () => {
      assert.equal(told(0), '');
    });
  });
});
