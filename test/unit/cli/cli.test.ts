import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../../host/paths';

const CLI = inRepository('dist', 'cli.js');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function processMonitor(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}

/** A program that lives until it has surely been read a few times, and writes a line at its end. */
const PROGRAM = 'setTimeout(() => { console.log("done"); process.exitCode = Number(process.argv[1]); }, 1500)';

describe('the command line', function () {
  this.timeout(60_000);
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-monitor-cli-'));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('passes on what a command writes and its exit code, and keeps its own table apart', async () => {
    const ended = await processMonitor('run', '--', process.execPath, '-e', PROGRAM, '7');
    assert.equal(ended.code, 7);
    assert.equal(ended.stdout, 'done\n');
    assert.match(ended.stderr, /Exited with code 7/);
    assert.match(ended.stderr, /Memory/);
    assert.ok(!ended.stderr.includes('\u001b'), 'no live line where there is no terminal');
  });

  it('judges budgets, and fails over one that is broken', async () => {
    const budget = (limit: string): string[] => ['--budget', `process.memory.usage:max<=${limit}`];
    const [kept, broken] = await Promise.all([
      processMonitor('run', ...budget('4 GB'), '--', process.execPath, '-e', PROGRAM, '0'),
      processMonitor('run', ...budget('1 MB'), '--', process.execPath, '-e', PROGRAM, '0'),
    ]);
    assert.equal(kept.code, 0, kept.stderr);
    assert.match(kept.stderr, /is within its budget of 4 GB/);
    assert.equal(broken.code, 99);
    assert.match(broken.stderr, /is over its budget of 1 MB/);
  });

  it('writes runs that it can compare', async () => {
    const [before, after] = [join(folder, 'a.json'), join(folder, 'b.json')];
    const hold = (bytes: number): string => `globalThis.held = Buffer.alloc(${bytes}, 1); setTimeout(() => {}, 5000)`;
    const run = (file: string, bytes: number): Promise<Ended> =>
      processMonitor('run', '--interval', '100', '--export', file, '--', process.execPath, '-e', hold(bytes));
    const ended = await Promise.all([run(before, 1e6), run(after, 300e6)]);
    assert.deepEqual(
      ended.map(({ code }) => code),
      [0, 0],
      ended[1].stderr,
    );
    const compared = await processMonitor('compare', before, after);
    assert.equal(compared.code, 0);
    assert.match(compared.stdout, /^Memory .*\+\d+ %/m, compared.stdout);
  });

  it('writes OpenMetrics', async () => {
    const file = join(folder, 'run.om.txt');
    await processMonitor('run', '--export', file, '--', process.execPath, '-e', PROGRAM, '0');
    assert.match(readFileSync(file, 'utf8'), /# TYPE process_cpu_seconds counter[^]*# EOF\n$/);
  });

  it('hands a signal on to the command', async function () {
    if (process.platform === 'win32') this.skip();
    const program = 'process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("ready")';
    const child = spawn(process.execPath, [CLI, 'run', '--', process.execPath, '-e', program]);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 5);
  });

  it('tells a death by a signal as a shell does', async function () {
    if (process.platform === 'win32') this.skip();
    const ended = await processMonitor('run', '--', process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")');
    assert.equal(ended.code, 128 + 9);
    assert.match(ended.stderr, /SIGKILL/);
  });

  it('says what cannot be started, read or understood', async () => {
    const noRun = join(folder, 'no.json');
    writeFileSync(noRun, '{"some": "thing"}');
    const [missing, noFile, otherFile, noMetric, noCommand] = await Promise.all([
      processMonitor('run', '--', 'no-such-command-anywhere'),
      processMonitor('compare', join(folder, 'nowhere.json'), noRun),
      processMonitor('compare', noRun, noRun),
      processMonitor('run', '--budget', 'process.memory:max<=1 MB', '--', 'true'),
      processMonitor('run', 'true'),
    ]);
    assert.equal(missing.code, 127);
    assert.match(missing.stderr, /there is no command "no-such-command-anywhere"/);
    assert.equal(noFile.code, 125);
    assert.match(noFile.stderr, /ENOENT/);
    assert.match(otherFile.stderr, /was not written by Process Monitor/);
    assert.equal(noMetric.code, 125);
    assert.match(noMetric.stderr, /there is no metric "process.memory"/);
    assert.match(noCommand.stderr, /put it behind "--"/);
  });
});
