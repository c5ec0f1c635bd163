import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { evidenceText } from '../../../../src/sampling/evidence/evidenceText';
import { readProcessEvidence } from '../../../../src/sampling/evidence/processEvidence';
import { ProcfsFolder } from '../../../support/sampling/procfsFolder';

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 501 1 0 100 0 0 10 0
   1: 0100007F:0BB8 0100007F:D431 08 00000000:00000000 00:00000000 00000000     0        0 502 1 0 20 4 30 10 -1
   2: 0100007F:D555 0100007F:1538 01 00000000:00000000 00:00000000 00000000     0        0 503 1 0 20 4 30 10 -1
`;

describe('threads and open files of a process', () => {
  let procfs: ProcfsFolder;
  beforeEach(() => {
    procfs = new ProcfsFolder();
  });
  afterEach(() => {
    procfs.dispose();
  });

  function open(targets: readonly string[]): void {
    const folder = join(procfs.root, '7', 'fd');
    mkdirSync(folder, { recursive: true });
    for (const [descriptor, target] of targets.entries()) symlinkSync(target, join(folder, String(descriptor)));
  }

  it('are told by what they wait for and by kind', async () => {
    procfs.write('7/task/7/stat', `7 (a) b) S 1 1 1 ${'0 '.repeat(40)}`);
    procfs.write('7/task/7/wchan', 'ep_poll');
    procfs.write('7/task/8/stat', `8 (worker) R 1 1 1 ${'0 '.repeat(40)}`);
    procfs.write('7/task/8/wchan', '0');
    procfs.write('7/net/tcp', TCP);
    procfs.write('7/net/unix', 'Num RefCount Protocol Flags Type St Inode Path\n0: 2 0 0 1 1 504 /run/x\n');
    open([
      '/var/log/app.log',
      ...['socket:[501]', 'socket:[502]', 'socket:[503]', 'socket:[504]', 'socket:[999]'],
      ...['pipe:[4]', 'pipe:[5]', 'anon_inode:[eventpoll]', 'anon_inode:inotify'],
    ]);
    const evidence = await readProcessEvidence(procfs.root, 7);
    assert.ok(evidence);
    assert.deepEqual(evidence.threads, [
      { id: 7, name: 'a) b', state: 'S', waitChannel: 'ep_poll' },
      { id: 8, name: 'worker', state: 'R', waitChannel: undefined },
    ]);
    assert.deepEqual(evidence.open?.map(({ kind, count }) => `${count} ${kind}`).sort(), [
      '1 eventpoll',
      '1 file: /var/log/app.log',
      '1 inotify',
      '1 socket: TCP closed by the other side, not by the program (CLOSE_WAIT) on port 3000',
      '1 socket: TCP established to port 5432',
      '1 socket: TCP listening on port 3000',
      '1 socket: Unix',
      '1 socket: of another kind',
      '2 pipe',
    ]);
    const text = evidenceText('api (pid 7)', evidence);
    assert.match(text, /^api \(pid 7\)\n\nThreads \(2\)/);
    assert.match(text, /7 +a\) b +sleeping +ep_poll/);
    assert.match(text, /2 +pipe/);
  });

  it('are unknown of a process that is not there, and of one whose descriptors may not be read', async () => {
    assert.equal(await readProcessEvidence(procfs.root, 99), undefined);
    procfs.write('7/task/7/stat', `7 (a) S 1 1 1 ${'0 '.repeat(40)}`);
    const evidence = await readProcessEvidence(procfs.root, 7);
    assert.ok(evidence);
    assert.equal(evidence.open, undefined);
    assert.match(evidenceText('', evidence), /may not be read/);
  });

  it('lets no name break a line', () => {
    const text = evidenceText('x', { threads: [], open: [{ kind: 'file: /a\nb', count: 1 }] });
    assert.match(text, /\/a\?b/);
  });

  it('are those of this very process', async function () {
    if (process.platform !== 'linux') this.skip();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const evidence = await readProcessEvidence('/proc', process.pid);
      assert.ok(evidence);
      assert.ok(evidence.open?.some(({ kind }) => kind === `socket: TCP listening on port ${port}`));
      assert.ok(evidence.threads.length > 1);
    } finally {
      server.close();
    }
  });
});
