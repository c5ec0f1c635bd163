import assert from 'node:assert/strict';
import { newDescendant } from '../../../../src/launching/targets/newDescendants';
import { processKey, type ProcessInfo } from '../../../../src/shared/sample';

const process = (pid: number, parentPid: number, name: string, startTimeMs: number): ProcessInfo => ({
  pid,
  parentPid,
  name,
  startTimeMs,
});

const HOST = 10;
const old = process(11, HOST, 'tsserver', 100);

const find = (table: readonly ProcessInfo[], before: readonly ProcessInfo[] = [], onlyBelowAdapter = false) =>
  newDescendant(table, {
    ancestorPid: HOST,
    sinceMs: 1_000,
    before: new Set(before.map(processKey)),
    onlyBelowAdapter,
  });

describe('newDescendant', () => {
  it('steps over adapters and shells', () => {
    const program = process(30, 20, 'api', 1_010);
    const table = [old, process(20, HOST, 'dlv', 1_000), program];
    assert.equal(find(table), program);
    const inShell = process(31, 21, 'api', 1_010);
    assert.equal(find([process(21, HOST, 'bash', 900), inShell]), inShell);
  });

  it('takes the topmost process of a tree', () => {
    const npm = process(40, HOST, 'node npm-cli.js', 1_000);
    assert.equal(find([old, npm, process(41, 40, 'node server.js', 1_020)]), npm);
  });

  it('finds nothing in what was there before', () => {
    assert.equal(find([old, process(12, 11, 'node', 200)]), undefined);
    assert.equal(find([]), undefined);
  });

  it('does not guess between two', () => {
    const table = [process(50, HOST, 'git', 1_000), process(51, HOST, 'api', 1_000)];
    assert.equal(find(table), undefined);
  });

  it('prefers what an adapter has started to what others have', () => {
    const program = process(61, 60, 'api', 1_001);
    const table = [process(50, HOST, 'git', 1_000), process(60, HOST, 'dlv', 1_000), program];
    assert.equal(find(table), program);
  });

  it('takes nothing but what is below an adapter where that is asked for', () => {
    const program = process(61, 60, 'api', 1_001);
    assert.equal(find([process(61, HOST, 'git', 1_001)], [], true), undefined);
    assert.equal(find([process(60, HOST, 'dlv', 1_000), program], [], true), program);
  });

  it('does not take the server of another extension for an adapter where only adapters count', () => {
    const server = process(60, HOST, 'node tsserver.js', 1_000);
    const installer = process(61, 60, 'node typingsInstaller.js', 1_100);
    assert.equal(find([server, installer], [server], true), undefined);
  });

  it('ends on a table that goes round in circles', () => {
    assert.equal(find([process(HOST, 70, 'a', 0), process(70, HOST, 'b', 0)]), undefined);
  });

  it('takes what was there before the launch for an adapter, whatever its name', () => {
    const adapter = process(70, HOST, 'node phpDebug.js', 1_000);
    const program = process(71, 70, 'php index.php', 1_100);
    const table = [adapter, process(72, HOST, 'git', 1_100), program];
    assert.equal(find(table, [adapter]), program);
    assert.equal(find([adapter], [adapter]), undefined);
  });

  it('finds the program below a terminal, a shell script and gdb', () => {
    const program = process(83, 82, 'app', 1_010);
    const table = [process(81, HOST, 'sh Microsoft-MIEngine-Cmd', 1_000), process(82, 81, 'gdb', 1_005), program];
    assert.equal(find(table), program);
  });
});
