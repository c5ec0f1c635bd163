import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { DescriptorBudget } from '../../../../src/sampling/procfs/keptFile';
import { SchedulerAccount } from '../../../../src/sampling/procfs/schedulerAccount';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

describe('SchedulerAccount', () => {
  let folder: ProcfsFolder;
  let account: SchedulerAccount;

  beforeEach(() => {
    folder = new ProcfsFolder();
    // Nothing is kept: a file that a test writes anew is another one, unlike one of procfs.
    account = new SchedulerAccount(`${folder.root}/10/task`, new DescriptorBudget(0), Buffer.alloc(4096));
    put(10, 1e9, 2e9, 5);
  });

  afterEach(() => {
    account.close();
    folder.dispose();
  });

  function put(id: number, ranNanoseconds: number, waitedNanoseconds: number, timeslices: number): void {
    folder.write(`10/task/${id}/schedstat`, `${ranNanoseconds} ${waitedNanoseconds} ${timeslices}\n`);
  }

  function end(id: number): void {
    rmSync(`${folder.root}/10/task/${id}`, { recursive: true });
  }

  it('adds up the waits of all threads, seconds', () => {
    put(11, 1e9, 0.5e9, 1);
    assert.equal(account.read(2)?.waitedSeconds, 2.5);
  });

  it('tells whether any thread has run since the last call', () => {
    put(11, 1e9, 0, 1);
    const ran = (): boolean | undefined => account.read(2)?.hasRun;
    assert.equal(ran(), true, 'at first nothing is known');
    assert.equal(ran(), false);
    put(11, 1e9 + 1, 0, 1);
    assert.equal(ran(), true);
    put(11, 1e9 + 1, 0, 2);
    assert.equal(ran(), true);
    assert.equal(ran(), false);
  });

  it('waiting alone is no running', () => {
    account.read(1);
    put(10, 1e9, 3e9, 5);
    assert.deepEqual(account.read(1), { waitedSeconds: 3, hasRun: false });
  });

  it('takes in a thread that is new with all that it has waited', () => {
    account.read(1);
    put(11, 1, 0.25e9, 1);
    assert.deepEqual(account.read(2), { waitedSeconds: 2.25, hasRun: true });
  });

  it('never falls when a thread ends, and goes on counting', () => {
    put(11, 1e9, 1e9, 1);
    account.read(2);
    end(11);
    assert.equal(account.read(1)?.waitedSeconds, 3);
    put(10, 2e9, 2.5e9, 6);
    assert.equal(account.read(1)?.waitedSeconds, 3.5);
  });

  it('sees that one thread ended and another began, though they are as many as before', () => {
    put(11, 1e9, 1e9, 1);
    account.read(2);
    end(11);
    put(12, 1, 0.5e9, 1);
    assert.deepEqual(account.read(2), { waitedSeconds: 3.5, hasRun: true });
  });

  it('counts a thread that got the id of one that ended from its beginning', () => {
    put(11, 5e9, 1e9, 9);
    account.read(2);
    put(11, 1, 0.25e9, 1);
    assert.equal(account.read(2)?.waitedSeconds, 3.25);
  });

  it('knows nothing where the kernel does not count, or the threads cannot be listed', () => {
    put(10, 0, 0, 0);
    assert.equal(account.read(1), undefined);
    rmSync(`${folder.root}/10`, { recursive: true });
    assert.equal(account.read(1), undefined);
  });
});
