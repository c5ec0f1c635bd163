import assert from 'node:assert/strict';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import type { Settings } from '../../../src/vscode/settings';
import { Runs } from '../../../src/vscode/runs';
import { processKey, type ProcessInfo, type Round } from '../../../src/shared/sample';
import { FakeClock } from '../../support/fakeClock';

/** The runs of a window whose processes are told by the test. */
class World {
  readonly clock = new FakeClock();
  readonly hub = new MonitorHub();
  readonly processes: ProcessInfo[] = [];
  /** The sessions that are read, each with its roots. */
  readonly watched = new Map<string, string[]>();
  private readonly settings: Settings = { autoMonitor: 'debugAndRun', intervalMs: 1000, source: 'auto' };
  readonly runs = new Runs(
    this.hub,
    {
      addRoot: (id, root) => this.watched.set(id, [...(this.watched.get(id) ?? []), processKey(root)]),
      unwatch: (id) => this.watched.delete(id),
      findAgain: (process) => this.find(process.pid),
    },
    {
      clock: this.clock,
      hostPid: 1,
      listProcesses: () => Promise.resolve(this.processes),
      findProcess: (pid) => this.find(pid),
      findMarked: () => Promise.resolve([]),
      describe: () => Promise.resolve(undefined),
      evaluate: () => Promise.resolve(undefined),
      request: () => Promise.resolve(undefined),
      log: () => undefined,
    },
    () => this.settings,
  );

  process(pid: number): ProcessInfo {
    const process = { pid, startTimeMs: this.clock.nowMs(), parentPid: 1, name: 'node' };
    this.processes.push(process);
    return process;
  }

  emptyRound(sessionId: string): void {
    const round: Round = { kind: 'round', sessionId, timeMs: this.clock.nowMs(), processes: [] };
    this.hub.ingest(sessionId, round);
  }

  private find(pid: number): Promise<ProcessInfo | undefined> {
    return Promise.resolve(this.processes.find((process) => process.pid === pid));
  }
}

describe('Runs', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  afterEach(() => {
    world.runs.dispose();
  });

  it('read a picked process no longer once it has gone', async () => {
    const id = world.runs.watchPicked(world.process(50), {});
    assert.equal(world.watched.size, 1);
    for (let second = 0; second < 4; second++) {
      world.emptyRound(id);
      await world.clock.advance(1000);
    }
    assert.equal(world.hub.monitor(id)?.session().state, 'ended');
    assert.deepEqual([...world.watched.keys()], []);
  });

  it('read it again when it is picked again', async () => {
    const process = world.process(50);
    const id = world.runs.watchPicked(process, {});
    world.runs.stop(id);
    assert.deepEqual([...world.watched.keys()], []);
    await world.clock.advance(1000);
    world.runs.watchPicked(process, {});
    assert.deepEqual([...world.watched], [[id, [processKey(process)]]]);
    assert.equal(world.hub.monitor(id)?.session().state, 'running');
  });
});
