import assert from 'node:assert/strict';
import { environmentTarget } from '../../../../src/launching/targets/environment';
import { processKey, type ProcessInfo } from '../../../../src/shared/sample';

const process = (pid: number, parentPid: number, name: string, startTimeMs = 1_000): ProcessInfo => ({
  pid,
  parentPid,
  name,
  startTimeMs,
});
const find = (processes: readonly ProcessInfo[], marked = processes) =>
  environmentTarget(processes, new Set(marked.map(processKey)));

describe('environmentTarget', () => {
  it('takes the topmost of the processes that carry the marker', () => {
    const npm = process(20, 1, 'node npm-cli.js');
    assert.equal(find([process(21, 20, 'node server.js'), npm]), npm);
  });

  it('steps over the debugger and over shells', () => {
    const program = process(33, 32, 'app');
    assert.equal(find([process(31, 1, 'dlv'), process(32, 31, 'sh'), program]), program);
  });

  it('takes the older of two that have nothing above them', () => {
    const first = process(40, 1, 'api', 1_000);
    assert.equal(find([process(41, 1, 'worker', 1_020), first]), first);
  });

  it('finds nothing where nobody carries the marker', () => {
    assert.equal(find([process(20, 1, 'api')], []), undefined);
    assert.equal(find([]), undefined);
  });
});
