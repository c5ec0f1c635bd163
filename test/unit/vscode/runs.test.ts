import assert from 'node:assert/strict';
import type { DebugSessionFacts } from '../../../src/launching/runInput';
import { IDENTITY_EXPRESSION } from '../../../src/launching/targets/jsDebug';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import type { Settings } from '../../../src/vscode/decodeSettings';
import { Runs } from '../../../src/vscode/runs';
import { processKey, type ProcessInfo, type Round } from '../../../src/shared/sample';
import { FakeClock } from '../../support/fakeClock';

const ROOT: DebugSessionFacts = { id: 'root', name: 'Launch', type: 'pwa-node', isRoot: true };

/** The runs of a window whose processes are told by the test. */
class World {
  readonly clock = new FakeClock();
  readonly hub = new MonitorHub();
  readonly processes: ProcessInfo[] = [];
  readonly asked: string[] = [];
  /** The sessions that are read, each with its roots. */
  readonly watched = new Map<string, string[]>();
  settings: Settings = {
    autoMonitor: 'debugAndRun',
    intervalMs: 1000,
    source: 'auto',
    injectAgent: true,
    receiveOtlp: false,
    injectPython: false,
    showStepCost: true,
  };
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
      canFindMarked: () => false,
      findMarked: () => Promise.resolve([]),
      describe: () => Promise.resolve(undefined),
      evaluate: (_session, expression) => {
        this.asked.push(expression);
        return Promise.resolve(undefined);
      },
      request: () => Promise.resolve(undefined),
      onFound: () => undefined,
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

  it('leave a program that is not to be monitored alone: it is neither asked nor looked for', async () => {
    world.settings = { ...world.settings, autoMonitor: 'never' };
    const child = { ...ROOT, id: 'child', name: 'Remote Process [0]', isRoot: false };
    world.runs.onStarting(ROOT, 'root');
    world.runs.onFact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.runs.onFact('root', { kind: 'launched' });
    world.runs.onStarting(child, 'root');
    world.runs.onStarted(child);
    await world.clock.advance(20_000);
    assert.deepEqual(world.asked, []);
    assert.equal(world.clock.pending, 0);
    assert.deepEqual(world.hub.sessions(), []);
  });

  it('belong to the workspace folder from which they were started, after a reload too', async () => {
    world.runs.onStarting({ ...ROOT, workspaceFolder: 'file:///api' }, 'root');
    world.runs.onFact('root', { kind: 'requested', request: 'launch', noDebug: false });
    assert.equal(world.hub.monitor('root')?.facts.workspaceFolder, 'file:///api');
    const process = world.process(50);
    const watched = { name: 'Launch', type: 'node', processes: [process], workspaceFolder: 'file:///api' };
    await world.runs.resume([watched]);
    assert.equal(world.hub.monitor(`resumed:${processKey(process)}`)?.facts.workspaceFolder, 'file:///api');
  });

  it('ask a program that is to be monitored', async () => {
    const child = { ...ROOT, id: 'child', name: 'Remote Process [0]', isRoot: false };
    world.runs.onStarting(ROOT, 'root');
    world.runs.onFact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.runs.onStarting(child, 'root');
    world.runs.onStarted(child);
    await world.clock.advance(0);
    assert.deepEqual(world.asked, [IDENTITY_EXPRESSION]);
  });

  it('go on reading what was picked for a run after monitoring was stopped, also when its debugger ends', () => {
    world.runs.onStarting(ROOT, 'root');
    world.runs.onFact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.runs.stop('root');
    const process = world.process(50);
    world.runs.watchPicked(process, { sessionId: 'root' });
    world.runs.onEnded('root');
    assert.equal(world.hub.monitor('root')?.session().state, 'running');
    assert.deepEqual([...world.watched], [['root', [processKey(process)]]]);
  });
});
