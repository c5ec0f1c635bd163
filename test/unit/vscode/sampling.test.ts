import assert from 'node:assert/strict';
import { processKey, type ProcessInfo, type Round } from '../../../src/shared/sample';
import { createSystemClock } from '../../../src/sampling/systemClock';
import type { Settings } from '../../../src/vscode/settings';
import { Sampling } from '../../../src/vscode/sampling';
import { waitFor } from '../../support/waitFor';

const SETTINGS: Settings = { autoMonitor: 'debugAndRun', intervalMs: 100, source: 'auto', injectAgent: false };

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
    await waitFor(() => rounds.at(-1), { what: 'a round', timeoutMs: 10_000 });
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
    await waitFor(() => rounds.at(-1), { what: 'a round', timeoutMs: 10_000 });
    assert.deepEqual([...new Set(rounds.map(({ sessionId }) => sessionId))], ['kept']);
  });

  it('tells of one that has gone meanwhile, so that its session can end', async () => {
    sampling.addRoot('s', { pid: self.pid, startTimeMs: self.startTimeMs - 60_000 });
    await sampling.apply({ ...SETTINGS, source: 'pidusage' });
    const round = await waitFor(() => rounds.at(-1), { what: 'a round', timeoutMs: 10_000 });
    assert.deepEqual(round.processes, []);
  });
});
