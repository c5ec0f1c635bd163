import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MOST_PER_RUN } from '../../../../src/runtime/capturing/captureLimits';
import { CaptureTaker, type CaptureResult } from '../../../../src/runtime/capturing/captureTaker';
import type { CaptureTarget } from '../../../../src/runtime/capturing/captureTarget';
import type { Pause } from '../../../../src/shared/state';
import { FakeClock } from '../../../support/fakeClock';
import { waitFor } from '../../../support/waitFor';

type Asked = Parameters<CaptureTarget['ask']>[0];

/** Two folders, and a program that does what a test wants. */
class World {
  readonly clock = new FakeClock();
  readonly base = mkdtempSync(join(tmpdir(), 'process-monitor-taker-'));
  readonly kept = join(this.base, 'kept');
  readonly asked: Asked[] = [];
  pauses: Pause[] = [];
  freeMemoryBytes = 1e12;
  target: CaptureTarget | undefined = {
    process: '10@1000',
    threadId: 0,
    utilization: 1,
    heapUsedBytes: 1e9,
    ask: (wanted) => this.answer(wanted),
  };
  answer: (wanted: Asked) => Promise<string | undefined> = (wanted) => {
    this.write(wanted, '{}');
    return Promise.resolve(undefined);
  };
  readonly taker = new CaptureTaker({
    clock: this.clock,
    target: () => this.target,
    pauses: () => this.pauses,
    meetingFolder: () => Promise.resolve(this.base),
    folderOf: () => Promise.resolve(this.kept),
    freeMemoryBytes: () => this.freeMemoryBytes,
    random: () => 'abc',
  });

  write(wanted: Asked, text: string): void {
    this.asked.push(wanted);
    writeFileSync(join(this.base, wanted.file), text);
  }

  async refusal(profile: 'cpuProfile' | 'heapSnapshot' = 'cpuProfile'): Promise<unknown> {
    const result = await this.taker.take('s', profile);
    return result.kind === 'refused' ? result.refusal : undefined;
  }

  /** What lies about where programs write. */
  leftOver(): readonly string[] {
    return readdirSync(this.base).filter((name) => name !== 'kept');
  }
}

describe('taking evidence', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => {
    rmSync(world.base, { recursive: true });
  });

  it('moves what the program wrote to the run', async () => {
    const result = await world.taker.take('s', 'cpuProfile');
    assert.ok(result.kind === 'taken');
    assert.match(result.capture.file, /^[\d-]{19}-abc\.cpuprofile$/);
    assert.equal(result.path, join(world.kept, result.capture.file));
    assert.ok(existsSync(result.path));
    assert.deepEqual(world.leftOver(), []);
    assert.equal(world.asked[0]?.seconds, 5);
  });

  it('is refused while another is taken, and possible again after it', async () => {
    let finish: (failure: string | undefined) => void = () => undefined;
    world.answer = (wanted) => {
      world.write(wanted, '{}');
      return new Promise((resolve) => (finish = resolve));
    };
    const first = world.taker.take('s', 'cpuProfile');
    await waitFor(() => world.asked.length === 1, { timeoutMs: 10_000, what: 'the question' });
    assert.deepEqual(await world.refusal(), { kind: 'busy' });
    finish(undefined);
    assert.equal((await first).kind, 'taken');
  });

  it('is refused while a debugger holds the program, and given up where it did meanwhile', async () => {
    world.pauses = [{ fromMs: 0 }];
    assert.deepEqual(await world.refusal(), { kind: 'paused' });
    world.pauses = [];
    world.answer = (wanted) => {
      world.write(wanted, '{}');
      world.pauses = [{ fromMs: world.clock.nowMs(), toMs: world.clock.nowMs() }];
      return Promise.resolve(undefined);
    };
    assert.deepEqual(await world.refusal(), { kind: 'paused' });
    assert.deepEqual(world.leftOver(), []);
  });

  it('is refused for a snapshot for which memory is short, but not for a profile', async () => {
    world.freeMemoryBytes = 1e9;
    assert.deepEqual(await world.refusal('heapSnapshot'), {
      kind: 'memoryShort',
      neededBytes: 2e9 + 64e6,
      freeBytes: 1e9,
    });
    assert.equal(await world.refusal('cpuProfile'), undefined);
  });

  it('is refused where nothing reports, and where the run has enough of it', async () => {
    const { target } = world;
    world.target = undefined;
    assert.deepEqual(await world.refusal(), { kind: 'noAgent' });
    world.target = target;
    assert.equal((await world.taker.take('s', 'cpuProfile')).kind, 'taken');
    for (let i = 1; i < MOST_PER_RUN; i++) writeFileSync(join(world.kept, String(i)), '');
    assert.deepEqual(await world.refusal(), { kind: 'tooMany', most: MOST_PER_RUN });
  });

  it('tells the reason that the program gives', async () => {
    world.answer = () => Promise.resolve('no inspector');
    assert.deepEqual(await world.refusal(), { kind: 'failed', reason: 'no inspector' });
  });

  it('waits no longer than a while, and removes what comes later', async () => {
    let finish: (failure: string | undefined) => void = () => undefined;
    world.answer = (wanted) => {
      world.asked.push(wanted);
      return new Promise((resolve) => (finish = resolve));
    };
    const taking: Promise<CaptureResult> = world.taker.take('s', 'cpuProfile');
    await waitFor(() => world.asked.length === 1, { timeoutMs: 10_000, what: 'the question' });
    world.clock.tick(35_000);
    const result = await taking;
    assert.ok(result.kind === 'refused' && result.refusal.kind === 'failed');
    assert.match(result.refusal.reason, /event loop is blocked/);
    const [wanted] = world.asked;
    assert.ok(wanted);
    writeFileSync(join(world.base, wanted.file), '{}');
    finish(undefined);
    await waitFor(() => world.leftOver().length === 0, { timeoutMs: 10_000, what: 'the removal' });
  });

  it('does not take a link for a file', async () => {
    world.answer = (wanted) => {
      world.asked.push(wanted);
      symlinkSync('/etc/hostname', join(world.base, wanted.file));
      return Promise.resolve(undefined);
    };
    await assert.rejects(world.taker.take('s', 'cpuProfile'), /something else/);
    assert.deepEqual(readdirSync(world.kept), []);
  });
});
