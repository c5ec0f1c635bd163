import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { processKey, type ProcessInfo, type Round } from '../../../src/shared/sample';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { Settings } from '../../../src/vscode/decodeSettings';
import { Sampling } from '../../../src/vscode/sampling';
import { waitFor } from '../../support/waitFor';

const SETTINGS: Settings = {
  autoMonitor: 'debugAndRun',
  intervalMs: 100,
  source: 'auto',
  injectAgent: false,
  receiveOtlp: false,
  injectPython: false,
  showStepCost: false,
};

describe('Sampling, when another source is asked for', () => {
  let sampling: Sampling;
  let rounds: Round[];
  let self: ProcessInfo;

  beforeEach(async () => {
    rounds = [];
    sampling = new Sampling(SETTINGS, createSystemClock(), {
      onRound: (round) => rounds.push(round),
      onStatus: () => undefined,
      onSelf: () => undefined,
      droppedSamples: () => 0,
      log: () => undefined,
    });
    const found = await sampling.findProcess(process.pid);
    assert.ok(found);
    self = found;
  });

  afterEach(() => {
    sampling.dispose();
  });

  it('goes on with the same processes', async () => {
    sampling.addRoot('s', self);
    await sampling.apply({ ...SETTINGS, source: 'pidusage' });
    await waitFor(() => rounds.at(-1), { what: 'a round', timeoutMs: 30_000 });
    assert.equal(sampling.status().source, 'pidusage');
    const keys = rounds.at(-1)?.processes.map(({ process }) => processKey(process));
    assert.ok(keys?.includes(processKey(self)), `${String(keys)} lacks ${processKey(self)}`);
  });

  it('does not take up again what is unwatched while it is looked for', async () => {
    sampling.addRoot('kept', self);
    sampling.addRoot('ended', self);
    const applied = sampling.apply({ ...SETTINGS, source: 'pidusage' });
    sampling.unwatch('ended');
    await applied;
    rounds.length = 0;
    await waitFor(() => rounds.at(-1), { what: 'a round', timeoutMs: 30_000 });
    assert.deepEqual([...new Set(rounds.map(({ sessionId }) => sessionId))], ['kept']);
  });

  it('tells of one that has gone meanwhile, so that its session can end', async () => {
    sampling.addRoot('s', { pid: self.pid, startTimeMs: self.startTimeMs - 60_000 });
    await sampling.apply({ ...SETTINGS, source: 'pidusage' });
    const round = await waitFor(() => rounds.at(-1), { what: 'a round', timeoutMs: 30_000 });
    assert.deepEqual(round.processes, []);
  });
});

describe('Sampling, when a process is read once', () => {
  it('keeps files open only for what a session reads', async () => {
    const sampling = new Sampling(SETTINGS, createSystemClock(), {
      onRound: () => undefined,
      onStatus: () => undefined,
      onSelf: () => undefined,
      droppedSamples: () => 0,
      log: () => undefined,
    });
    const first = spawn('sleep', ['1000']);
    const second = spawn('sleep', ['1000']);
    try {
      const [watched, other] = await Promise.all([first, second].map(({ pid }) => sampling.findProcess(pid ?? 0)));
      assert.ok(watched && other);
      sampling.addRoot('s', watched);
      await waitFor(() => openFilesOf(watched).length > 0, { what: 'files of the watched one', timeoutMs: 30_000 });
      const results = await sampling.readOnce([watched, other]);
      assert.deepEqual(
        results.map(({ kind }) => kind),
        ['read', 'read'],
      );
      assert.ok(openFilesOf(watched).length > 0);
      assert.deepEqual(openFilesOf(other), []);
    } finally {
      sampling.dispose();
      first.kill('SIGKILL');
      second.kill('SIGKILL');
    }
  });
});

/** The files of a process below /proc that this process holds open. */
function openFilesOf({ pid }: ProcessInfo): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.startsWith(`/proc/${pid}/`) ? [path] : [];
    } catch {
      return [];
    }
  });
}
