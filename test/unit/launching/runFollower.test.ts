import assert from 'node:assert/strict';
import type { DebugSessionFacts } from '../../../src/launching/runInput';
import { IDENTITY_EXPRESSION } from '../../../src/launching/targets/jsDebug';
import { RunWorld } from '../../support/launching/runWorld';

const root: DebugSessionFacts = { id: 'root', name: 'Launch', type: 'pwa-node', isRoot: true };
const goRoot: DebugSessionFacts = { ...root, type: 'go' };
const child = (id: string, name: string): DebugSessionFacts => ({ ...root, id, name, isRoot: false });

describe('RunFollower', () => {
  it('finds each process of js-debug by the name of its child session', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    for (const pid of [500, 501]) {
      world.start(pid);
      world.follower.sessionStarting(child(`c${pid}`, `a.js [${pid}]`));
    }
    assert.deepEqual(await world.heard(), [
      'target 500 of c500 by child session',
      'target 501 of c501 by child session',
    ]);
  });

  it('asks an attached Node program for its pid and checks its age', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.start(700, 1, world.clock.nowMs() - 60_000);
    world.answers.set(IDENTITY_EXPRESSION, "'700 60.1'");
    const attached = child('c', 'Remote Process [0]');
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.deepEqual(await world.heard(), ['target 700 of c by own answer']);
  });

  it('does not take a namesake on this machine for a program in a container', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.start(7, 1, world.clock.nowMs() - 9_000_000);
    world.answers.set(IDENTITY_EXPRESSION, "'7 60.1'");
    const attached = child('c', 'Remote Process [0]');
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.match((await world.heard()).join(), /^lost: .* not on this machine/);
  });

  it('does not ask a program on another machine', async () => {
    const world = new RunWorld();
    const attached = { ...child('c', 'Remote Process [0]'), remoteAddress: '10.1.2.3' };
    world.follower.sessionStarting(root);
    world.follower.sessionStarting(attached);
    world.follower.sessionStarted(attached);
    assert.deepEqual(await world.heard(), ['lost: The program runs at 10.1.2.3, not on this machine.']);
  });

  it('refuses a pid whose process began before the launch', async () => {
    const world = new RunWorld();
    world.start(800, 1, world.clock.nowMs() - 3_600_000);
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'process', pid: 800, foundBy: 'process event' });
    assert.match((await world.heard()).join(), /^lost: Process 800 began before this session/);
  });

  it('takes an old process for an attach', async () => {
    const world = new RunWorld();
    world.start(800, 1, world.clock.nowMs() - 3_600_000);
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'attach', noDebug: false, attachPid: 800 });
    assert.deepEqual(await world.heard(), ['target 800 of root by attach configuration']);
  });

  it('looks for a new descendant when the adapter tells nothing', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'launched' });
    world.start(900);
    assert.deepEqual(await world.heard(), []);
    await world.clock.advance(3_000);
    assert.deepEqual(await world.heard(), ['target 900 of root by descent']);
    assert.equal(world.clock.pending, 0);
  });

  it('says that nothing was found, once, after it has tried long enough', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'launched' });
    await world.clock.advance(60_000);
    assert.deepEqual(await world.heard(), ['lost: The debugger does not tell which process it runs.']);
  });

  it('forgets the processes of before a restart, and finds the new ones', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.start(500);
    world.follower.sessionStarting(child('c1', 'a.js [500]'));
    await world.heard();
    world.follower.fact('root', { kind: 'restarting' });
    world.follower.sessionEnded('c1');
    world.start(501);
    world.follower.sessionStarting(child('c2', 'a.js [501]'));
    assert.deepEqual(await world.heard(), ['restarted', 'released c1', 'target 501 of c2 by child session']);
  });

  it('takes the second start of a root under one id for a restart', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.follower.sessionStarting(root);
    assert.deepEqual(await world.heard(), ['restarted']);
  });

  it('does not take the stop of a worker thread for a pause of its process', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.follower.sessionStarting(child('w', '[worker 1]'));
    world.follower.fact('w', { kind: 'paused', reason: 'breakpoint' });
    assert.deepEqual(await world.heard(), []);
  });

  it('tells a stop that was asked for from an end of its own', async () => {
    const stopped = new RunWorld();
    stopped.follower.sessionStarting(root);
    stopped.follower.fact('root', { kind: 'stopRequested', endsProgram: true });
    stopped.follower.fact('root', { kind: 'exited', exitCode: 143 });
    stopped.follower.sessionEnded('root');
    assert.deepEqual(await stopped.heard(), ['released root', 'ended on request']);
    const letGo = new RunWorld();
    letGo.follower.sessionStarting(root);
    letGo.follower.fact('root', { kind: 'stopRequested', endsProgram: false });
    letGo.follower.sessionEnded('root');
    assert.deepEqual(await letGo.heard(), ['released root', 'let go on request']);
    const refused = new RunWorld();
    refused.follower.sessionStarting(root);
    refused.follower.fact('root', { kind: 'refused', reason: 'no such file' });
    refused.follower.sessionEnded('root');
    assert.deepEqual(await refused.heard(), ['released root', 'ended, not started: no such file']);
    const ended = new RunWorld();
    ended.follower.sessionStarting(root);
    ended.follower.fact('root', { kind: 'exited', exitCode: 3 });
    ended.follower.sessionEnded('root');
    assert.deepEqual(await ended.heard(), ['exited {"exitCode":3}', 'released root', 'ended']);
  });

  it('learns from the extension host how the first program ended, and not how others did', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.start(500);
    world.follower.sessionStarting(child('c', 'a.js [500]'));
    await world.heard();
    world.follower.childExited(999, { exitCode: 0 });
    world.follower.childExited(500, { signal: 'SIGSEGV' });
    assert.deepEqual(await world.heard(), ['exited {"signal":"SIGSEGV"}']);
  });

  it('learns how a program ended that was over before it could be found', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.exits.set(500, { exitCode: 0 });
    world.follower.sessionStarting(child('c', 'a.js [500]'));
    assert.deepEqual(await world.heard(), ['exited {"exitCode":0}']);
  });

  it('finds the program by the marker in its environment, before it guesses', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false, marker: 'M=1' });
    world.follower.fact('root', { kind: 'launched' });
    world.start(900);
    world.start(901, 1);
    world.marked.set(901, 'M=1');
    await world.clock.advance(1_000);
    assert.deepEqual(await world.heard(), ['target 901 of root by environment']);
  });

  it('leaves js-debug the time to name its process by a session, which knows its pauses', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(root);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false, marker: 'M=1' });
    world.follower.fact('root', { kind: 'launched' });
    world.start(500);
    world.marked.set(500, 'M=1');
    await world.clock.advance(5_000);
    world.follower.sessionStarting(child('c', 'a.js [500]'));
    await world.clock.advance(60_000);
    assert.deepEqual(await world.heard(), ['target 500 of c by child session']);
  });

  it('does not take what another extension has started for a program that would carry the marker', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false, marker: 'M=1' });
    world.follower.fact('root', { kind: 'launched' });
    world.start(900);
    await world.clock.advance(60_000);
    assert.deepEqual(await world.heard(), ['lost: The debugger does not tell which process it runs.']);
  });

  it('guesses nothing once a process is named, even if that one is not here', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'launch', noDebug: false });
    world.follower.fact('root', { kind: 'launched' });
    world.start(900);
    world.follower.fact('root', { kind: 'process', pid: 7, foundBy: 'process event' });
    await world.clock.advance(60_000);
    assert.deepEqual(await world.heard(), ['lost: Process 7 does not exist on this machine or has already exited.']);
  });

  it('tells a process once that is named twice', async () => {
    const world = new RunWorld();
    world.start(800, 1);
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'requested', request: 'attach', noDebug: false, attachPid: 800 });
    world.follower.fact('root', { kind: 'process', pid: 800, foundBy: 'process event' });
    assert.deepEqual(await world.heard(), ['target 800 of root by attach configuration']);
  });

  it('takes no process of this machine for one on another', async () => {
    const world = new RunWorld();
    world.start(800, 1);
    world.follower.sessionStarting({ ...goRoot, remoteAddress: '10.1.2.3' });
    world.follower.fact('root', { kind: 'requested', request: 'attach', noDebug: false });
    world.follower.fact('root', { kind: 'process', pid: 800, foundBy: 'process event' });
    assert.deepEqual(await world.heard(), ['lost: The program runs at 10.1.2.3, not on this machine.']);
  });

  it('does not take the exit of a subprocess for that of the program', async () => {
    const world = new RunWorld();
    world.follower.sessionStarting(goRoot);
    world.start(500);
    world.start(501, 500);
    world.follower.fact('root', { kind: 'process', pid: 500, foundBy: 'process event' });
    world.follower.sessionStarting({ ...goRoot, id: 'sub', isRoot: false });
    world.follower.fact('sub', { kind: 'process', pid: 501, foundBy: 'process event' });
    await world.heard();
    world.follower.fact('sub', { kind: 'exited', exitCode: 1 });
    assert.deepEqual(await world.heard(), []);
    world.follower.fact('root', { kind: 'exited', exitCode: 2 });
    assert.deepEqual(await world.heard(), ['exited {"exitCode":2}']);
  });

  it('says why the processes of the machine cannot be listed', async () => {
    const world = new RunWorld();
    Object.defineProperty(world.table, Symbol.iterator, {
      value: () => {
        throw new Error('EACCES');
      },
    });
    world.follower.sessionStarting(goRoot);
    world.follower.fact('root', { kind: 'launched' });
    await world.clock.advance(60_000);
    assert.match((await world.heard()).join(), /^lost: The processes of this machine cannot be listed: .*EACCES$/);
  });
});
