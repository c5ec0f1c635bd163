import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAgentFolder, type AgentFolder } from '../../../src/runtime/agentFolder';
import { AgentServer } from '../../../src/runtime/agentServer';
import { helloFrame, tickFrame } from '../../support/agent/frames';
import { FakeClock } from '../../support/fakeClock';
import { waitFor } from '../../support/waitFor';

describe('the server for agents', () => {
  const clock = new FakeClock();
  let folder: AgentFolder;
  let server: AgentServer;
  let told: string[];
  let isWatched = false;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    const created = createAgentFolder([tmpdir()], process.platform);
    assert.ok(created);
    folder = created;
    told = [];
    isWatched = false;
    server = await AgentServer.listen(folder, {
      clock,
      isWatched: () => isWatched,
      onThread: ({ pid }) => {
        told.push(`hello ${pid}`);
        return {
          onTick: ({ dropped }) => told.push(`tick ${dropped}`),
          onIncident: ({ text }) => told.push(text),
          onPong: () => told.push('pong'),
          onCaptured: ({ id }) => told.push(`captured ${id}`),
          onClosed: () => told.push('closed'),
        };
      },
      onError: (error) => {
        throw error;
      },
    });
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.dispose();
    folder.dispose();
  });

  function open(): Socket {
    const socket = connect(folder.socketPath);
    // One that is thrown out may find that out while it writes.
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  }

  const line = (frame: unknown): string => `${JSON.stringify(frame)}\n`;
  const hello = (): string => line(helloFrame({ token: folder.token }));

  async function thrownOut(socket: Socket): Promise<void> {
    socket.resume();
    await waitFor(() => socket.destroyed || socket.closed, { timeoutMs: 30_000, what: 'the end of the connection' });
  }

  it('takes in a thread that shows the token, answers each frame and tells its end', async () => {
    const socket = open();
    let answers = '';
    socket.on('data', (data: Buffer) => (answers += data.toString()));
    socket.write(hello() + line(tickFrame({ dropped: 1 })));
    await waitFor(() => answers === '++', { timeoutMs: 30_000, what: 'two answers' });
    isWatched = true;
    socket.write(line({ kind: 'incident', incident: 'warning', text: 'careful' }));
    await waitFor(() => answers === '++*', { timeoutMs: 30_000, what: 'the third answer' });
    socket.end();
    await waitFor(() => told.includes('closed'), { timeoutMs: 30_000, what: 'the end' });
    assert.deepEqual(told, ['hello 10', 'tick 1', 'careful', 'closed']);
  });

  for (const [what, sent] of [
    ['a wrong token', () => line(helloFrame({ token: 'x'.repeat(64) }))],
    ['a short token', () => line(helloFrame({ token: '' }))],
    ['a tick before the token', () => line(tickFrame())],
    ['garbage', () => '\u0000\u0001\n'],
    ['a request of HTTP', () => 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ] as const) {
    it(`throws out ${what}`, async () => {
      const socket = open();
      socket.write(sent());
      await thrownOut(socket);
      assert.deepEqual(told, []);
    });
  }

  it('throws out who shows the token twice', async () => {
    const socket = open();
    socket.write(hello() + hello());
    await thrownOut(socket);
    assert.equal(told[0], 'hello 10');
  });

  it('throws out who says nothing for two seconds', async () => {
    const socket = open();
    await waitFor(() => clock.pending > 0, { timeoutMs: 30_000, what: 'the connection' });
    clock.tick(2_000);
    await thrownOut(socket);
  });

  it('throws out a frame without an end long before it has filled the memory', async () => {
    const socket = open();
    const piece = Buffer.alloc(1 << 20, 'x');
    let sentBytes = 0;
    const send = (): void => {
      while (!socket.destroyed && sentBytes < 1e9) {
        sentBytes += piece.length;
        if (!socket.write(piece)) break;
      }
    };
    socket.on('drain', send);
    send();
    await thrownOut(socket);
    assert.ok(sentBytes < 20e6, `${sentBytes} bytes were taken`);
  });

  it('reads twenty frames a second, whoever sends more', async () => {
    const socket = open();
    let frames = 0;
    const send = (): void => {
      while (frames < 20_000 && socket.write(line(tickFrame({ dropped: frames })))) frames += 1;
    };
    socket.write(hello());
    socket.on('drain', send);
    send();
    await waitFor(() => told.length >= 20, { timeoutMs: 30_000, what: 'the first frames' });
    // What one piece of the stream held is taken in; then nothing is read until time passes.
    const before = await waitFor(
      async () => {
        const count = told.length;
        await new Promise((resolve) => setImmediate(resolve));
        return told.length === count && count;
      },
      { timeoutMs: 30_000, what: 'the pause' },
    );
    assert.ok(before < 2_000, `${before} frames`);
    clock.tick(1_000);
    await waitFor(() => told.length > before, { timeoutMs: 30_000, what: 'more frames' });
  });

  it('keeps folder and token to this user, and leaves nothing behind', function () {
    if (process.platform === 'win32') this.skip();
    assert.equal(statSync(folder.path).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder.path, 'token')).mode & 0o777, 0o600);
    assert.ok(Buffer.byteLength(folder.socketPath) <= 103);
    server.dispose();
    folder.dispose();
    assert.equal(existsSync(folder.path), false);
  });
});

describe('the folder for agents', () => {
  it('goes where the path is short enough, or nowhere', () => {
    const deep = join(tmpdir(), 'x'.repeat(90));
    const folder = createAgentFolder([deep, join(tmpdir(), 'is-not-there'), tmpdir()], 'linux');
    try {
      assert.ok(folder?.path.startsWith(join(tmpdir(), 'process-monitor-')));
    } finally {
      folder?.dispose();
    }
    assert.equal(createAgentFolder([deep], 'linux'), undefined);
  });
});
