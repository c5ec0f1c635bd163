import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { onCaptureRequest } from '../../../src/agent/captureRequests';
import { hotFunctions } from '../../../src/runtime/capturing/hotFunctions';
import type { CapturedFrame, CaptureRequest } from '../../../src/shared/agentFrames';
import { AgentHost, startProgram } from '../../support/agent/agentHost';
import { nodeOfMajor } from '../../support/agent/nodeVersions';
import { waitFor } from '../../support/waitFor';

/** Computes now and then, and keeps what it allocates. */
const BUSY = `
  const kept = [];
  function guilty() { for (let i = 0, end = Date.now() + 80; Date.now() < end; i++) Math.sqrt(i); kept.push(new Array(1e4).fill({})); }
  setInterval(guilty, 100);
`;

/** Rests, while a worker computes that has not come round once. */
const BUSY_WORKER = `
  const { Worker } = require('worker_threads');
  new Worker('function burn() { let x = 0; for (let i = 0; i < 1e6; i++) x += Math.sqrt(i); return x; } for (;;) burn();', { eval: true });
`;

describe('evidence of a Node program', () => {
  let host: AgentHost;
  let program: ReturnType<typeof startProgram> | undefined;
  beforeEach(async () => {
    host = await AgentHost.open();
  });
  afterEach(() => {
    program?.kill('SIGKILL');
    host.dispose();
  });

  async function take(wanted: Partial<CaptureRequest>): Promise<CapturedFrame> {
    const ask = host.mainQuestions;
    assert.ok(ask);
    ask.capture({ id: 7, profile: 'cpuProfile', threadId: 0, file: 'x.out', seconds: 1, maxBytes: 1e8, ...wanted });
    await waitFor(() => host.frames.some(({ frame }) => frame.kind === 'captured'), {
      timeoutMs: 60_000,
      what: 'the answer',
    });
    const [answer] = host.frames.flatMap(({ frame }) => (frame.kind === 'captured' ? [frame] : []));
    assert.ok(answer);
    return answer;
  }

  async function start(source = BUSY, node = process.execPath): Promise<void> {
    program = startProgram(source, { folder: host.folder.path, node });
    await waitFor(() => host.mainQuestions !== undefined && host.ticks.length > 0, {
      timeoutMs: 30_000,
      what: 'the agent',
    });
  }

  const path = (file: string): string => join(host.folder.path, file);
  const readHottest = (): string | undefined => hotFunctions(readFileSync(path('x.out'), 'utf8'))[0]?.name;

  for (const major of [18, 26]) {
    it(`is taken of Node ${major}: a CPU profile that names the guilty function, for this user's eyes only`, async function () {
      this.timeout(120_000);
      await start(BUSY, await nodeOfMajor(major));
      assert.deepEqual(await take({}), { kind: 'captured', id: 7 });
      assert.equal(readHottest(), 'guilty');
      assert.equal(statSync(path('x.out')).mode & 0o777, 0o600);
    });
  }

  it('is taken of a worker that never comes round, where that is the busiest thread', async function () {
    this.timeout(120_000);
    await start(BUSY_WORKER);
    assert.equal((await take({})).failure, undefined);
    assert.equal(readHottest(), 'burn');
  });

  it('is taken of the heap: a sampling profile', async function () {
    this.timeout(120_000);
    await start();
    assert.equal((await take({ profile: 'heapProfile' })).failure, undefined);
    const { head } = JSON.parse(readFileSync(path('x.out'), 'utf8')) as { readonly head: object };
    assert.match(JSON.stringify(head), /guilty/);
  });

  it('is taken of the heap: a snapshot, up to the size that is allowed', async function () {
    this.timeout(120_000);
    await start();
    assert.equal((await take({ profile: 'heapSnapshot' })).failure, undefined);
    const { snapshot } = JSON.parse(readFileSync(path('x.out'), 'utf8')) as { readonly snapshot: object };
    assert.ok('meta' in snapshot);
  });

  it('answers the next order where one could not be read, and the program goes on', async () => {
    const told: CapturedFrame[] = [];
    const order = (text: string): void => {
      onCaptureRequest('/nowhere', text, (frame) => told.push(frame));
    };
    for (const broken of ['{"id":', '', 'null', '7', '{"id":"7"}', '[]']) order(broken);
    order('{"id":8}');
    await waitFor(() => told.length > 0, { timeoutMs: 30_000, what: 'the answer' });
    assert.deepEqual(told, [{ kind: 'captured', id: 8, failure: 'the name of the file is not allowed' }]);
  });

  for (const [what, wanted, failure] of [
    ['larger than is allowed', { profile: 'heapSnapshot', maxBytes: 1_000 }, /there is room for 1 MB/],
    ['of a worker that is gone', { profile: 'heapSnapshot', threadId: 99 }, /no worker 99/],
    ['in a folder of another', { file: '../x.out' }, /not allowed/],
  ] as const) {
    it(`is not taken ${what}, which is said, and leaves nothing`, async function () {
      this.timeout(120_000);
      await start();
      assert.match((await take(wanted)).failure ?? '', failure);
      assert.ok(!existsSync(path('x.out')) && !existsSync(path('../x.out')));
    });
  }
});
