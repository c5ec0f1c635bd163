import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureLimit, MOST_PER_RUN, type CaptureSituation } from '../../../../src/runtime/capturing/captureLimits';
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
  isHeld = false;
  freeMemoryBytes = 1e12;
  target: CaptureTarget | undefined = {
    process: '10@1000',
    heapUsedBytes: 1e9,
    folder: this.base,
    ask: (wanted, path) => this.answer(wanted, path),
  };
  answer: (wanted: Asked, path: string) => Promise<string | undefined> = (wanted) => {
    this.write(wanted, '{}');
    return Promise.resolve(undefined);
  };
  readonly taker = new CaptureTaker({
    clock: this.clock,
    target: () => Promise.resolve(this.target),
    pauses: () => this.pauses,
    isHeld: () => this.isHeld,
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

describe('how much evidence is taken', () => {
  const situation = {
    profile: 'cpuProfile',
    isPaused: false,
    takenCount: 0,
    takenBytes: 0,
    freeDiskBytes: 1e12,
  } as const satisfies CaptureSituation;

  it('is bounded by what the run has already, and by what the disk holds', () => {
    assert.deepEqual(captureLimit(situation), { maxBytes: 1e9 });
    assert.deepEqual(captureLimit({ ...situation, takenBytes: 4e8 }), { maxBytes: 6e8 });
    assert.deepEqual(captureLimit({ ...situation, freeDiskBytes: 3e8 }), { maxBytes: 1e8 });
  });

  it('is nothing where the run or the disk has no room left', () => {
    for (const full of [{ takenBytes: 999e6 }, { freeDiskBytes: 204e6 }, { freeDiskBytes: 0 }]) {
      assert.deepEqual(captureLimit({ ...situation, ...full }), { refusal: { kind: 'noRoom' } });
    }
  });
});

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

  it('is written beside the run where the program cannot do that, and named when it is whole', async () => {
    world.target = { process: '10@1000', ask: (wanted, path) => world.answer(wanted, path) };
    let during: readonly string[] = [];
    world.answer = (_wanted, path) => {
      writeFileSync(path, '{}');
      during = readdirSync(world.kept);
      return Promise.resolve(undefined);
    };
    const result = await world.taker.take('s', 'heapProfile');
    assert.ok(result.kind === 'taken');
    assert.deepEqual(during, [`${result.capture.file}.part`]);
    assert.deepEqual(readdirSync(world.kept), [result.capture.file]);
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
    world.isHeld = true;
    assert.deepEqual(await world.refusal(), { kind: 'paused' });
    world.isHeld = false;
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

  it('is refused where no program can be reached, and where the run has enough of it', async () => {
    const { target } = world;
    world.target = undefined;
    assert.deepEqual(await world.refusal(), { kind: 'unreachable' });
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
