import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hotFunctions } from '../../../../src/runtime/capturing/hotFunctions';
import type { CaptureTarget } from '../../../../src/runtime/capturing/captureTarget';
import { debuggedTarget } from '../../../../src/runtime/inspecting/debuggedTarget';
import type { InspectorAddress } from '../../../../src/runtime/inspecting/socketInspection';
import type { ProfileKind } from '../../../../src/shared/agentFrames';
import { waitFor } from '../../../support/waitFor';

/** Computes now and then, and keeps what it allocates. */
const BUSY = `
  const kept = [];
  function guilty() { for (let i = 0, end = Date.now() + 80; Date.now() < end; i++) Math.sqrt(i); kept.push(new Array(1e4).fill({})); }
  setInterval(guilty, 100);
`;

// Through js-debug it is the same, which a test in the real host shows.
describe('evidence of a program that only its inspector can tell', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'process-monitor-debugged-'));
  const path = join(folder, 'x.out');
  const programs: ChildProcess[] = [];
  afterEach(() => {
    for (const program of programs.splice(0)) program.kill('SIGKILL');
    rmSync(path, { force: true });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function start(source = BUSY): Promise<InspectorAddress> {
    const program = spawn(process.execPath, ['--inspect=127.0.0.1:0', '-e', source], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    programs.push(program);
    let said = '';
    program.stderr.on('data', (data: Buffer) => (said += data.toString()));
    return waitFor(
      () => {
        const [, port, inspected] = /ws:\/\/127\.0\.0\.1:(\d+)(\/\S+)/.exec(said) ?? [];
        return inspected !== undefined && { host: '127.0.0.1', port: Number(port), path: inspected };
      },
      { timeoutMs: 60_000, what: 'the inspector' },
    );
  }

  const take = (target: CaptureTarget, profile: ProfileKind, maxBytes = 1e8): Promise<string | undefined> =>
    target.ask({ profile, file: 'x.out', seconds: 1, maxBytes }, path);
  const written = (): string => readFileSync(path, 'utf8');

  it('is a CPU profile, a heap profile or a snapshot of its heap, of which the size is known before', async () => {
    const target = await debuggedTarget('10@1000', [await start()]);
    assert.ok((target.heapUsedBytes ?? 0) > 1e6);
    assert.equal(await take(target, 'cpuProfile'), undefined);
    assert.equal(hotFunctions(written())[0]?.name, 'guilty');
    rmSync(path);
    assert.equal(await take(target, 'heapProfile'), undefined);
    assert.match(JSON.stringify((JSON.parse(written()) as { readonly head: object }).head), /guilty/);
    rmSync(path);
    assert.equal(await take(target, 'heapSnapshot'), undefined);
    assert.ok('meta' in (JSON.parse(written()) as { readonly snapshot: object }).snapshot);
    rmSync(path);
    assert.match((await take(target, 'heapSnapshot', 1_000)) ?? '', /there is room for 1 MB/);
    assert.ok(!existsSync(path));
  });

  it('is nothing of a program that ends meanwhile, or has ended', async () => {
    const address = await start();
    const target = await debuggedTarget('10@1000', [address]);
    const taking = take(target, 'heapProfile');
    await waitFor(() => existsSync(path), { timeoutMs: 30_000, what: 'the file' });
    for (const program of programs) program.kill('SIGKILL');
    assert.equal(await taking, 'its debugger has let go of it');
    assert.ok(!existsSync(path));
    await assert.rejects(debuggedTarget('10@1000', [address]), /does not share its inspector/);
  });

  it('is that of the busiest thread', async () => {
    const [resting, busy] = [await start('setInterval(() => {}, 1000);'), await start()];
    assert.equal(await take(await debuggedTarget('10@1000', [resting, busy]), 'cpuProfile'), undefined);
    assert.equal(hotFunctions(written())[0]?.name, 'guilty');
  });
});
