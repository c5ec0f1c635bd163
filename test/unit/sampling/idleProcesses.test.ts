import assert from 'node:assert/strict';
import { openProcfs } from '../../../src/sampling/procfs/procfsSystem';
import { ProcfsSource } from '../../../src/sampling/procfsSource';
import type { MetricName } from '../../../src/shared/metrics';
import { FakeClock } from '../../support/fakeClock';
import { ProcfsFolder } from '../../support/sampling/procfsFolder';

const NOW_MS = 1_700_000_000_000;
const PROCESS = { pid: 10, startTicks: 500 };

describe('reading a process that has not run', () => {
  let folder: ProcfsFolder;
  let source: ProcfsSource;

  beforeEach(() => {
    folder = new ProcfsFolder();
    folder.put(PROCESS);
    putIo(1000);
    const system = openProcfs(folder.root, NOW_MS);
    assert(system);
    // Without kept descriptors: a file that is written anew is another one, unlike one of procfs.
    source = new ProcfsSource(system, new FakeClock(NOW_MS), 0);
  });

  afterEach(() => {
    source.dispose();
    folder.dispose();
  });

  function putIo(readCharacters: number): void {
    folder.write('10/io', `rchar: ${readCharacters}\nwchar: 0\nread_bytes: 0\nwrite_bytes: 0\n`);
  }

  function putAccount(ranNanoseconds: number, waitedNanoseconds: number): void {
    folder.write('10/task/10/schedstat', `${ranNanoseconds} ${waitedNanoseconds} 1\n`);
  }

  async function read(metric: MetricName): Promise<number | undefined> {
    const process = await source.find(10);
    assert(process);
    const [result] = await source.read([process]);
    assert(result?.kind === 'read');
    return result.readings.find((reading) => reading.metric === metric && reading.attributes === '')?.value;
  }

  it('spares the files that cannot have changed', async () => {
    putAccount(1e9, 0);
    assert.equal(await read('process.io'), 1000);
    putIo(2000);
    assert.equal(await read('process.io'), 1000);
    putAccount(1e9 + 1, 0);
    assert.equal(await read('process.io'), 2000);
  });

  it('reads what may change all the same: memory, and the wait', async () => {
    putAccount(1e9, 0);
    await read('process.io');
    putAccount(1e9, 3e9);
    assert.equal(await read('process.cpu.wait_time'), 3);
    folder.put({ ...PROCESS, threads: 1, residentPages: 200 });
    assert.equal(await read('process.memory.usage'), 200 * 4096);
  });

  it('spares nothing for one that runs at this moment', async () => {
    putAccount(1e9, 0);
    folder.put({ ...PROCESS, state: 'R' });
    await read('process.io');
    putIo(2000);
    assert.equal(await read('process.io'), 2000);
  });

  it('spares nothing where the scheduler does not count', async () => {
    assert.equal(await read('process.io'), 1000);
    putIo(2000);
    assert.equal(await read('process.io'), 2000);
    assert.equal(await read('process.cpu.wait_time'), undefined);
  });
});
