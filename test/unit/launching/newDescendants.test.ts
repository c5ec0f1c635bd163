import assert from 'node:assert/strict';
import { newDescendant } from '../../../src/launching/targets/newDescendants';
import type { ProcessInfo } from '../../../src/shared/sample';

const process = (pid: number, parentPid: number, name: string, startTimeMs: number): ProcessInfo => ({
  pid,
  parentPid,
  name,
  startTimeMs,
});

const HOST = 10;
const old = process(11, HOST, 'tsserver', 100);

describe('newDescendant', () => {
  it('steps over adapters and shells', () => {
    const program = process(30, 20, 'api', 1_010);
    const table = [old, process(20, HOST, 'dlv', 1_000), program];
    assert.equal(newDescendant(table, HOST, 1_000), program);
    const inShell = process(31, 21, 'api', 1_010);
    assert.equal(newDescendant([process(21, HOST, 'bash', 900), inShell], HOST, 1_000), inShell);
  });

  it('takes the topmost process of a tree', () => {
    const npm = process(40, HOST, 'node npm-cli.js', 1_000);
    assert.equal(newDescendant([old, npm, process(41, 40, 'node server.js', 1_020)], HOST, 1_000), npm);
  });

  it('finds nothing in what was there before', () => {
    assert.equal(newDescendant([old, process(12, 11, 'node', 200)], HOST, 1_000), undefined);
    assert.equal(newDescendant([], HOST, 1_000), undefined);
  });

  it('does not guess between two', () => {
    const table = [process(50, HOST, 'git', 1_000), process(51, HOST, 'api', 1_000)];
    assert.equal(newDescendant(table, HOST, 1_000), undefined);
  });

  it('prefers what an adapter has started to what others have', () => {
    const program = process(61, 60, 'api', 1_001);
    const table = [process(50, HOST, 'git', 1_000), process(60, HOST, 'dlv', 1_000), program];
    assert.equal(newDescendant(table, HOST, 1_000), program);
  });

  it('ends on a table that goes round in circles', () => {
    assert.equal(newDescendant([process(HOST, 70, 'a', 0), process(70, HOST, 'b', 0)], HOST, 1_000), undefined);
  });
});
