import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadRun } from '../../src/cli/loadRun';
import { compareRuns, type MetricComparison } from '../../src/comparing/compareRuns';
import { inRepository } from '../host/paths';

const SECONDS = 20;

/** Does and counts a task of so much CPU time in every twentieth of a second, and may hold and leak memory. */
function program(busyMs: number, heldMb: number, leakMbPerTask: number): string {
  return `
    const held = [Buffer.alloc(${heldMb} * 1e6, 1)];
    const spent = () => process.cpuUsage().user + process.cpuUsage().system;
    setInterval(() => {
      const start = spent();
      while (spent() - start < ${busyMs} * 1000);
      globalThis.processMonitor?.counter('tasks');
      if (${leakMbPerTask} > 0) held.push(Buffer.alloc(${leakMbPerTask} * 1e6, 1));
    }, 50);
    setTimeout(() => process.exit(0), ${SECONDS * 1000});`;
}

/** Pairs of runs of real programs: the command line records them, two at a time. */
describe('the comparison of real programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-compare-'));

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function record(name: string, source: string): Promise<string> {
    const file = join(folder, `${name}.json`);
    const args = ['run', '--interval', '100', '--export', file, '--', process.execPath, '-e', source];
    await promisify(execFile)(process.execPath, [inRepository('dist', 'cli.js'), ...args]);
    return file;
  }

  async function pair(before: string, after: string): Promise<readonly MetricComparison[]> {
    const files = await Promise.all([record('before', before), record('after', after)]);
    const [first, second] = await Promise.all(files.map((file) => loadRun(file)));
    assert.ok(first?.kind === 'run' && second?.kind === 'run');
    return compareRuns(first, second);
  }

  async function pairs(count: number, after: string): Promise<readonly (readonly MetricComparison[])[]> {
    const all: (readonly MetricComparison[])[] = [];
    for (let i = 0; i < count; i++) all.push(await pair(program(15, 30, 0), after));
    return all;
  }

  const isClaim = ({ level, growth }: MetricComparison): boolean =>
    level.kind === 'higher' || level.kind === 'lower' || growth !== undefined;

  it('claims nothing in at least 95 of 100 pairs of the same program', async () => {
    const claims = (await pairs(100, program(15, 30, 0))).map((comparisons) => comparisons.filter(isClaim));
    const told = claims.filter(({ length }) => length > 0);
    console.log(
      `claimed in ${told.length} of 100:`,
      told
        .flat()
        .map(({ metric }) => metric)
        .join(', '),
    );
    assert.ok(told.length <= 5);
  });

  it('finds ten percent more work, more memory and a leak in at least 9 of 10', async () => {
    const changes = [
      { metric: 'process.cpu.time', after: program(16.5, 30, 0) },
      { metric: 'process.memory.usage', after: program(15, 60, 0) },
      { metric: 'process.memory.usage', after: program(15, 30, 1) },
    ];
    for (const { metric, after } of changes) {
      const found = (await pairs(10, after)).filter((all) => all.some((one) => one.metric === metric && isClaim(one)));
      console.log(`${metric}: found in ${found.length} of 10`);
      assert.ok(found.length >= 9, metric);
    }
  });
});
