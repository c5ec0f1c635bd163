import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillStore } from '../../../src/history/fillStore';
import { readRun } from '../../../src/history/readRun';
import { SessionStore } from '../../../src/series/sessionStore';
import { CLI, processMonitor, type Ended } from './processMonitor';

/** A program that lives until it has surely been read a few times, and writes a line at its end. */
const PROGRAM = 'setTimeout(() => { console.log("done"); process.exitCode = Number(process.argv[1]); }, 1500)';
const OFTEN = ['--interval', '100'];

describe('the command line', function () {
  this.timeout(180_000);
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'process-monitor-cli-'));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('passes on what a command writes and its exit code, and keeps its own table apart', async () => {
    const ended = await processMonitor('run', ...OFTEN, '--', process.execPath, '-e', PROGRAM, '7');
    assert.equal(ended.code, 7);
    assert.equal(ended.stdout, 'done\n');
    assert.match(ended.stderr, /Exited with code 7/);
    assert.match(ended.stderr, /Memory/);
    assert.ok(!ended.stderr.includes('\u001b'), 'no live line where there is no terminal');
  });

  it('judges budgets, and fails over one that is broken', async () => {
    const budget = (limit: string): string[] => ['--budget', `process.memory.usage:max<=${limit}`];
    const [kept, broken] = await Promise.all([
      processMonitor('run', ...OFTEN, ...budget('4 GB'), '--', process.execPath, '-e', PROGRAM, '0'),
      processMonitor('run', ...OFTEN, ...budget('1 MB'), '--', process.execPath, '-e', PROGRAM, '0'),
    ]);
    assert.equal(kept.code, 0, kept.stderr);
    assert.match(kept.stderr, /is within its budget of 4 GB/);
    assert.equal(broken.code, 99);
    assert.match(broken.stderr, /is over its budget of 1 MB/);
  });

  it('writes runs that it can compare', async () => {
    const [before, after] = [join(folder, 'a.json'), join(folder, 'b.json')];
    const run = (file: string, bytes: number, seconds: number): Promise<Ended> => {
      const hold = `globalThis.held = Buffer.alloc(${bytes}, 1); setTimeout(() => {}, ${seconds * 1_000})`;
      return processMonitor('run', ...OFTEN, '--export', file, '--', process.execPath, '-e', hold);
    };
    const isFound = /^Memory .*\+\d+ %/m;
    let compared: Ended = { code: 0, stdout: '', stderr: '' };
    // On a machine that is busy a short run has not enough data, as it says: then a longer one.
    for (const seconds of [5, 15, 40]) {
      const ended = await Promise.all([run(before, 1e6, seconds), run(after, 300e6, seconds)]);
      const codes = ended.map(({ code }) => code);
      assert.deepEqual(codes, [0, 0], ended[1].stderr);
      compared = await processMonitor('compare', before, after);
      assert.equal(compared.code, 0);
      if (isFound.test(compared.stdout)) break;
    }
    assert.match(compared.stdout, isFound);
  });

  it('writes OpenMetrics, and a run file as the extension keeps them, with what a Node program tells from inside', async () => {
    const [metrics, runFile] = [join(folder, 'run.om.txt'), join(folder, 'now.run')];
    const program = 'setInterval(() => processMonitor.counter("jobs"), 50); setTimeout(() => process.exit(), 4000)';
    const files = ['--export', metrics, '--export', runFile];
    const ended = await processMonitor('run', ...files, '--', process.execPath, '-e', program);
    assert.match(readFileSync(metrics, 'utf8'), /# TYPE process_cpu_seconds counter[^]*# EOF\n$/);
    const run = readRun(readFileSync(runFile));
    assert.equal(run.kind, 'run', ended.stderr);
    assert.equal(run.session.exitCode, 0);
    assert.equal(run.damage, undefined);
    const store = new SessionStore();
    fillStore(run, store);
    assert.ok((store.find({ metric: 'process.memory.usage', attributes: '' })?.latest ?? NaN) > 1e6);
    assert.ok(store.find({ metric: 'nodejs.eventloop.delay.p95', attributes: '' }), ended.stderr);
    assert.ok(store.keys().some(({ metric }) => metric === 'app.count'));
    const compared = await processMonitor('compare', runFile, runFile);
    assert.equal(compared.code, 0, compared.stderr);
    assert.ok(!/[+−]\d/.test(compared.stdout), compared.stdout);
  });

  it('lets a reader that has had enough go, as head does', async function () {
    if (process.platform === 'win32') this.skip();
    const late = 'console.log("late"); process.exitCode = 6';
    const program = `console.log("first"); process.stdin.once("end", () => { ${late} }).resume()`;
    const child = spawn(process.execPath, [CLI, 'run', '--', process.execPath, '-e', program]);
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdout.once('close', () => child.stdin.end());
    child.stderr.resume();
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.notEqual(code, null);
    assert.notEqual(code, 125);
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
    const [missing, notExecutable, noFile, otherFile, noMetric, noCommand, noMark] = await Promise.all([
      processMonitor('run', '--', 'no-such-command-anywhere'),
      processMonitor('run', '--', noRun),
      processMonitor('compare', join(folder, 'nowhere.json'), noRun),
      processMonitor('compare', noRun, noRun),
      processMonitor('run', '--budget', 'process.memory:max<=1 MB', '--', 'true'),
      processMonitor('run', 'true'),
      processMonitor('compare', noRun, noRun, '--from'),
    ]);
    assert.equal(missing.code, 127);
    if (process.platform !== 'win32') assert.equal(notExecutable.code, 126);
    assert.equal(noMark.code, 125);
    assert.match(missing.stderr, /there is no command "no-such-command-anywhere"/);
    assert.equal(noFile.code, 125);
    assert.match(noFile.stderr, /ENOENT/);
    assert.match(otherFile.stderr, /was not written by Process Monitor/);
    assert.equal(noMetric.code, 125);
    assert.match(noMetric.stderr, /there is no metric "process.memory"/);
    assert.match(noCommand.stderr, /put it behind "--"/);
  });
});
