import assert from 'node:assert/strict';
import type { ListedProcess } from '../../../../src/launching/processes/processList';
import { GRACE_MS, membersOf, stopTree, type StopPorts } from '../../../../src/launching/processes/stopTree';

function listed(pid: number, parentPid: number, groupId: number, startedAt = `s${pid}`): ListedProcess {
  return { pid, parentPid, groupId, startedAt };
}

/** A machine whose processes die of the signals they are told to. */
class FakeMachine implements StopPorts {
  readonly signals: string[] = [];
  private timeMs = 0;

  constructor(
    private processes: readonly ListedProcess[],
    private readonly diesOf: (pid: number, signal: string) => boolean = (_, signal) => signal === 'SIGKILL',
    private readonly onWait: (timeMs: number) => readonly ListedProcess[] = () => [],
  ) {}

  list(): Promise<readonly ListedProcess[]> {
    return Promise.resolve(this.processes);
  }

  signal(pid: number, name: NodeJS.Signals): void {
    this.signals.push(`${name} ${pid} at ${this.timeMs}`);
    const isHit = (process: ListedProcess): boolean => (pid < 0 ? process.groupId === -pid : process.pid === pid);
    this.processes = this.processes.filter((process) => !(isHit(process) && this.diesOf(process.pid, name)));
  }

  wait(milliseconds: number): Promise<void> {
    this.timeMs += milliseconds;
    this.processes = [...this.processes, ...this.onWait(this.timeMs)];
    return Promise.resolve();
  }

  nowMs(): number {
    return this.timeMs;
  }
}

const bystander = listed(9, 1, 9);
const tree = { pid: 100, startedAt: 's100', group: { id: 100, holdsUs: false } };
const family = [listed(100, 2, 100), listed(101, 100, 100), listed(102, 100, 102)];

describe('stopTree', () => {
  it('asks the group and whoever has left it, and is done when all have gone', async () => {
    const machine = new FakeMachine([bystander, ...family], () => true);
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), []);
    assert.deepEqual(machine.signals.slice(0, 2), ['SIGTERM -100 at 0', 'SIGTERM 102 at 0']);
  });

  it('lets who is suspended go on, so that they can end by themselves', async () => {
    const machine = new FakeMachine(family, (_, signal) => signal === 'SIGCONT');
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), []);
    assert.deepEqual(machine.signals.slice(2), ['SIGCONT -100 at 0', 'SIGCONT 102 at 0']);
  });

  it('kills what ignores the signal after the grace', async () => {
    const machine = new FakeMachine([bystander, ...family]);
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), []);
    assert.deepEqual(machine.signals.slice(-2), [`SIGKILL -100 at ${GRACE_MS}`, `SIGKILL 102 at ${GRACE_MS}`]);
    assert.deepEqual(await machine.list(), [bystander]);
  });

  it('kills at once when told to', async () => {
    const machine = new FakeMachine(family);
    await stopTree(tree, 'SIGKILL', machine);
    assert.deepEqual(machine.signals, ['SIGKILL -100 at 0', 'SIGKILL 102 at 0']);
  });

  it('kills the children that a parent leaves behind', async () => {
    const machine = new FakeMachine(family, (pid, signal) => pid === 100 || signal === 'SIGKILL');
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), []);
    assert.deepEqual(await machine.list(), []);
  });

  it('leaves a process alone that has got the pid of the program', async () => {
    const namesake = listed(100, 1, 100, 'later');
    const machine = new FakeMachine([namesake, listed(103, 100, 100)]);
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), []);
    assert.deepEqual(machine.signals, []);
  });

  it('leaves a process alone that has got the pid of a member during the grace', async () => {
    let isReused = false;
    const machine = new FakeMachine(
      family,
      () => true,
      () => (isReused ? [] : ((isReused = true), [listed(102, 1, 102, 'later')])),
    );
    await stopTree(tree, 'SIGTERM', machine);
    assert.deepEqual(await machine.list(), [listed(102, 1, 102, 'later')]);
  });

  it('signals one by one in a group that holds us as well', async () => {
    const machine = new FakeMachine([listed(100, 50, 50), listed(101, 1, 50)], () => true);
    await stopTree({ pid: 100, startedAt: 's100', group: { id: 50, holdsUs: true } }, 'SIGTERM', machine);
    assert.deepEqual(machine.signals.slice(0, 2), ['SIGTERM 100 at 0', 'SIGTERM 101 at 0']);
  });

  it('tells what it could not end', async () => {
    const machine = new FakeMachine(family, (pid) => pid !== 102);
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), [family[2]]);
  });

  it('does nothing when all have gone', async () => {
    const machine = new FakeMachine([bystander]);
    assert.deepEqual(await stopTree(tree, 'SIGTERM', machine), []);
    assert.deepEqual(machine.signals, []);
  });
});

describe('membersOf', () => {
  it('goes by descent alone where there is no group', () => {
    const table = [listed(100, 2, 7), listed(101, 100, 7), listed(102, 101, 8), listed(103, 2, 7)];
    const pids = membersOf({ pid: 100, startedAt: 's100' }, table, []).map(({ pid }) => pid);
    assert.deepEqual(pids, [100, 101, 102]);
  });
});
