import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PsTable } from '../../../src/sampling/psTable';

const LISTING = readFileSync('test/fixtures/processTables/ps-macos.txt', 'utf8');
const COMMANDS = [
  '  412 /Applications/Visual Studio Code.app/Contents/MacOS/Electron --secret',
  ' 8123 /opt/homebrew/bin/node --inspect server.js --token=secret',
  ' 8130 /Users/ada/My Project/build/app secret',
].join('\n');

describe('PsTable', () => {
  let calls: string[][];
  let listing: string;
  let table: PsTable;

  beforeEach(() => {
    calls = [];
    listing = LISTING;
    table = new PsTable((file, args) => {
      calls.push([file, ...args]);
      return Promise.resolve(args.includes('pid=,command=') ? COMMANDS : listing);
    });
  });

  it('lists by one call, without zombies', async () => {
    const processes = await table.list();
    assert.deepEqual(
      processes.map(({ pid, parentPid }) => [pid, parentPid]),
      [
        [1, 0],
        [412, 1],
        [8123, 412],
        [8130, 8123],
      ],
    );
    assert.deepEqual(Object.keys(processes[0] ?? {}).sort(), ['name', 'parentPid', 'pid', 'startTimeMs']);
    assert.equal(calls.length, 1);
  });

  it('tells from the last listing who runs, is stopped, is gone', async () => {
    const [, , node, stopped] = await table.list();
    assert(node && stopped);
    assert.equal(table.check(node), 'running');
    assert.equal(table.check(stopped), 'stopped');
    assert.equal(table.check({ ...node, startTimeMs: node.startTimeMs + 1000 }), 'gone');
    listing = '';
    await table.list();
    assert.equal(table.check(node), 'gone');
  });

  it('describes all processes of a listing by one more call', async () => {
    const [launchd, code, node, app] = await table.list();
    assert(launchd && code && node && app);
    const names = await Promise.all([code, node, app, launchd].map((process) => table.describe(process)));
    assert.deepEqual(names, ['Electron', 'node server.js', 'app', undefined]);
    assert.equal(calls.length, 2);
  });

  it('finds by a fresh listing', async () => {
    assert.equal((await table.find(8123))?.name, 'node');
    assert.equal(await table.find(4711), undefined);
  });

  it('rejects when ps fails, and does without better names then', async () => {
    let fails = false;
    const failing = new PsTable(() => (fails ? Promise.reject(new Error('no ps')) : Promise.resolve(LISTING)));
    const [first] = await failing.list();
    assert(first);
    fails = true;
    assert.equal(await failing.describe(first), undefined);
    await assert.rejects(failing.list(), /no ps/);
  });

  it('finds this very process on a living system', async function () {
    if (process.platform === 'win32') this.skip();
    const living = new PsTable();
    const self = await living.find(process.pid);
    assert(self);
    assert.equal(self.parentPid, process.ppid);
    assert.equal(living.check(self), 'running');
    assert.match((await living.describe(self)) ?? '', /^\S+( \S+)?$/);
  });
});
