import assert from 'node:assert/strict';
import { RunFollower } from '../../../src/launching/runFollower';
import type { DebugSessionFacts, RunListener, RunPorts } from '../../../src/launching/runInput';
import type { ChildExit } from '../../../src/launching/spawnedChildren';
import type { ProcessInfo } from '../../../src/shared/sample';
import { FakeClock } from '../../support/fakeClock';

const HOST_PID = 10;

const root: DebugSessionFacts = { id: 'root', name: 'Launch', type: 'pwa-node', isRoot: true };
const goRoot: DebugSessionFacts = { ...root, type: 'go' };
const child = (id: string, name: string): DebugSessionFacts => ({ ...root, id, name, isRoot: false });

/** A run with a fake world around it; what the follower tells is kept as lines. */
class World {
  readonly clock = new FakeClock();
  readonly told: string[] = [];
  readonly table: ProcessInfo[] = [];
  readonly exits = new Map<number, ChildExit>();
  answer: string | undefined;
  private readonly listener: RunListener = {
    onTarget: (process, debuggee) => this.told.push(`target ${process.pid} of ${debuggee}`),
    onPaused: (debuggee, reason) => this.told.push(`paused ${debuggee}: ${reason}`),
    onContinued: (debuggee) => this.told.push(`continued ${debuggee}`),
    onReleased: (debuggee) => this.told.push(`released ${debuggee}`),
    onRestarted: () => this.told.push('restarted'),
    onExited: (exit) => this.told.push(`exited ${JSON.stringify(exit)}`),
    onEnded: (requested) => this.told.push(requested ? 'ended on request' : 'ended'),
    onLost: (reason) => this.told.push(`lost: ${reason}`),
  };
  private readonly ports: RunPorts = {
    clock: this.clock,
    hostPid: HOST_PID,
    listProcesses: () => Promise.resolve(this.table),
    findProcess: (pid) => Promise.resolve(this.table.find((process) => process.pid === pid)),
    exitOf: (pid) => this.exits.get(pid),
    describe: () => Promise.resolve(undefined),
    evaluate: () => Promise.resolve(this.answer),
    log: () => undefined,
  };
  readonly follower = new RunFollower('root', this.ports, this.listener);

  start(pid: number, parentPid = HOST_PID, startTimeMs = this.clock.nowMs()): void {
    this.table.push({ pid, parentPid, startTimeMs, name: 'node' });
  }

  /** What was told since the last call, after everything under way has settled. */
  async heard(): Promise<readonly string[]> {
    await this.clock.advance(0);
    return this.told.splice(0);
  }
}

describe('RunFollower', () => {
  it('finds each process of js-debug by the name of its child session', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    for (const pid of [500, 501]) {
      world.start(pid);
      world.follower.sessionStarting(child(`c${pid}`, `a.js [${pid}]`));
    }
    assert.deepEqual(await world.heard(), ['target 500 of c500', 'target 501 of c501']);
  });

  it('asks an attached Node program for its pid and checks its age', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.start(700, 1, world.clock.nowMs() - 60_000);
    world.answer = "'700 60.1'";
    const attached = child('c', 'Remote Process [0]');
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.deepEqual(await world.heard(), ['target 700 of c']);
  });

  it('does not take a namesake on this machine for a program in a container', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.start(7, 1, world.clock.nowMs() - 9_000_000);
    world.answer = "'7 60.1'";
    const attached = child('c', 'Remote Process [0]');
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.match((await world.heard()).join(), /^lost: .* not on this machine/);
  });

  it('does not ask a program on another machine', async () => {
    const world = new World();
    const attached = { ...child('c', 'Remote Process [0]'), remoteAddress: '10.1.2.3' };
    world.follower.sessionStarting(root);
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.deepEqual(await world.heard(), ['lost: The program runs at 10.1.2.3, not on this machine.']);
  });

  it('refuses a pid whose process began before the launch', async () => {
    const world = new World();
    world.start(800, 1, world.clock.nowMs() - 3_600_000);
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'process', pid: 800 });
    assert.match((await world.heard()).join(), /^lost: Process 800 began before this session/);
  });

  it('takes an old process for an attach', async () => {
    const world = new World();
    world.start(800, 1, world.clock.nowMs() - 3_600_000);
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'attach', noDebug: false, attachPid: 800 });
    assert.deepEqual(await world.heard(), ['target 800 of root']);
  });

  it('looks for a new descendant when the adapter tells nothing', async () => {
    const world = new World();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'launched' });
    world.start(900);
    assert.deepEqual(await world.heard(), []);
    await world.clock.advance(3_000);
    assert.deepEqual(await world.heard(), ['target 900 of root']);
    assert.equal(world.clock.pending, 0);
  });

  it('says that nothing was found, once, after it has tried long enough', async () => {
    const world = new World();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'launched' });
    await world.clock.advance(60_000);
    assert.deepEqual(await world.heard(), ['lost: The debugger does not tell which process it runs.']);
  });

  it('forgets the processes of before a restart, and finds the new ones', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.start(500);
    world.follower.sessionStarting(child('c1', 'a.js [500]'));
    await world.heard();
    world.follower.fact('root', { kind: 'restarting' });
    world.follower.sessionEnded('c1');
    world.start(501);
    world.follower.sessionStarting(child('c2', 'a.js [501]'));
    assert.deepEqual(await world.heard(), ['restarted', 'released c1', 'target 501 of c2']);
  });

  it('takes the second start of a root under one id for a restart', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.follower.sessionStarting(root);
    assert.deepEqual(await world.heard(), ['restarted']);
  });

  it('does not take the stop of a worker thread for a pause of its process', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.follower.sessionStarting(child('w', '[worker 1]'));
    world.follower.fact('w', { kind: 'paused', reason: 'breakpoint' });
    assert.deepEqual(await world.heard(), []);
  });

  it('tells a stop that was asked for from an end of its own', async () => {
    const stopped = new World();
    stopped.follower.sessionStarting(root);
    stopped.follower.fact('root', { kind: 'stopRequested' });
    stopped.follower.fact('root', { kind: 'exited', exitCode: 143 });
    stopped.follower.sessionEnded('root');
    assert.deepEqual(await stopped.heard(), ['released root', 'ended on request']);
    const ended = new World();
    ended.follower.sessionStarting(root);
    ended.follower.fact('root', { kind: 'exited', exitCode: 3 });
    ended.follower.sessionEnded('root');
    assert.deepEqual(await ended.heard(), ['exited {"exitCode":3}', 'released root', 'ended']);
  });

  it('learns from the extension host how the first program ended, and not how others did', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.start(500);
    world.follower.sessionStarting(child('c', 'a.js [500]'));
    await world.heard();
    world.follower.childExited(999, { exitCode: 0 });
    world.follower.childExited(500, { signal: 'SIGSEGV' });
    assert.deepEqual(await world.heard(), ['exited {"signal":"SIGSEGV"}']);
  });

  it('learns how a program ended that was over before it could be found', async () => {
    const world = new World();
    world.follower.sessionStarting(root);
    world.exits.set(500, { exitCode: 0 });
    world.follower.sessionStarting(child('c', 'a.js [500]'));
    assert.deepEqual(await world.heard(), ['exited {"exitCode":0}']);
  });
});
