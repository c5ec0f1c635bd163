import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { WindowsTable } from '../../../src/sampling/windowsTable';
import { FakeClock } from '../../support/fakeClock';

const RECORDED = readFileSync('test/fixtures/processTables/windows-cim.txt', 'utf8');

describe('WindowsTable', () => {
  let calls: string[];
  let output: string;
  let clock: FakeClock;
  let table: WindowsTable;

  beforeEach(() => {
    calls = [];
    output = RECORDED;
    clock = new FakeClock();
    table = new WindowsTable('D:\\Windows', clock, (file) => {
      calls.push(file);
      return Promise.resolve(output);
    });
  });

  it('lists the processes that tell their start, with names that hide arguments', async () => {
    assert.deepEqual(await table.list(), [
      { pid: 5120, parentPid: 4312, startTimeMs: 1_795_500_000_000, name: 'Code' },
      { pid: 6000, parentPid: 5120, startTimeMs: 1_795_500_060_123, name: 'node server.js' },
      { pid: 6001, parentPid: 6000, startTimeMs: 1_795_500_061_000, name: 'svchost.exe' },
    ]);
  });

  it('starts the PowerShell of the system folder, and not again within 30 s', async () => {
    await table.list();
    clock.tick(29_999);
    await table.list();
    assert.deepEqual(calls, ['D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe']);
    clock.tick(1);
    await table.list();
    assert.equal(calls.length, 2);
  });

  it('looks again for a pid that it does not know yet', async () => {
    await table.list();
    output = '7000\t6000\t1795500070000\tnew.exe\tnew.exe\n';
    assert.equal((await table.find(7000))?.name, 'new');
    assert.equal(calls.length, 2);
  });

  it('tells by start who still has a pid', async () => {
    const [code] = await table.list();
    assert(code);
    assert.equal(table.check(code), 'running');
    assert.equal(table.check({ pid: code.pid, startTimeMs: 1 }), 'gone');
    assert.equal(await table.describe(code), 'Code');
    assert.equal(await table.describe({ pid: code.pid, startTimeMs: 1 }), undefined);
  });
});
