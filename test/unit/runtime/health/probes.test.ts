import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { commandProbe } from '../../../../src/runtime/health/commandProbe';
import { httpProbe } from '../../../../src/runtime/health/httpProbe';
import type { Probe } from '../../../../src/runtime/health/probe';
import { tcpProbe } from '../../../../src/runtime/health/tcpProbe';
import { waitFor } from '../../../support/waitFor';

describe('probes', () => {
  const servers: Server[] = [];
  const asked: string[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
    asked.length = 0;
  });

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  function serve(): Promise<number> {
    const server = createHttpServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/redirect') response.writeHead(302, { location: '/elsewhere' }).end();
      else if (request.url === '/bad') response.writeHead(503).end();
      else if (request.url === '/endless') {
        const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
        response.once('close', () => {
          clearInterval(timer);
          asked.push('closed');
        });
      } else response.end('ok');
    });
    return listen(server);
  }

  const ask = (probe: Probe) => probe.ask(new AbortController().signal);
  const askHttp = (port: number, path: string) => ask(httpProbe(new URL(`http://127.0.0.1:${port}${path}`)));

  it('take a status below 400 for an answer, and another for what is wrong', async () => {
    const port = await serve();
    assert.deepEqual(await askHttp(port, '/'), { kind: 'answered' });
    assert.deepEqual(await askHttp(port, '/bad'), { kind: 'refused', reason: 'answered with status 503' });
  });

  it('follow no redirect', async () => {
    const port = await serve();
    assert.deepEqual(await askHttp(port, '/redirect'), { kind: 'answered' });
    assert.deepEqual(asked, ['/redirect']);
  });

  it('close the connection before an endless body', async () => {
    const port = await serve();
    assert.deepEqual(await askHttp(port, '/endless'), { kind: 'answered' });
    await waitFor(() => asked.includes('closed'), { timeoutMs: 30_000, what: 'the connection to be closed' });
  });

  it('give up a server that drips, with its connection', async () => {
    let isClosed = false;
    let drops = 0;
    const cancel = new AbortController();
    const port = await listen(
      createServer((socket) => {
        const timer = setInterval(() => {
          socket.write('H');
          if ((drops += 1) === 3) cancel.abort();
        }, 20);
        socket.on('error', () => undefined);
        socket.once('close', () => {
          clearInterval(timer);
          isClosed = true;
        });
      }),
    );
    const answer = await httpProbe(new URL(`http://127.0.0.1:${port}/`)).ask(cancel.signal);
    assert.equal(answer.kind, 'refused');
    await waitFor(() => isClosed, { timeoutMs: 30_000, what: 'the connection to be closed' });
  });

  it('refuse endless headers', async () => {
    const port = await listen(
      createServer((socket) => {
        socket.on('error', () => undefined);
        socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
      }),
    );
    assert.match(JSON.stringify(await askHttp(port, '/')), /HPE_HEADER_OVERFLOW/);
  });

  it('tell an open port from a closed one', async () => {
    const server = createServer((socket) => socket.destroy());
    const port = await listen(server);
    assert.deepEqual(await ask(tcpProbe({ host: '127.0.0.1', port })), { kind: 'answered' });
    await new Promise((resolve) => server.close(resolve));
    const refused = { kind: 'refused', reason: 'is not listened on' };
    assert.deepEqual(await ask(tcpProbe({ host: '127.0.0.1', port })), refused);
    assert.deepEqual(await askHttp(port, '/'), refused);
  });

  it('run a command without a shell, and end it with what it started', async () => {
    const node = (source: string) => commandProbe({ file: process.execPath, args: ['-e', source] });
    assert.deepEqual(await ask(node('')), { kind: 'answered' });
    assert.deepEqual(await ask(node('process.exit(2)')), { kind: 'refused', reason: 'exited with code 2' });
    const missing = commandProbe({ file: 'no-such-program; true', args: [] });
    assert.deepEqual(await ask(missing), { kind: 'refused', reason: 'cannot be started: ENOENT' });
    const impossible = commandProbe({ file: 'a\0b', args: [] });
    assert.match(JSON.stringify(await ask(impossible)), /cannot be asked/);
    const cancel = new AbortController();
    const running = node('setInterval(() => {}, 1000)').ask(cancel.signal);
    cancel.abort();
    assert.equal((await running).kind, 'refused');
  });

  it('show neither passwords nor arguments', () => {
    assert.equal(httpProbe(new URL('http://me:secret@host:1/health?token=1')).check, 'http://host:1/health');
    assert.equal(commandProbe({ file: 'curl', args: ['--token=1'] }).check, 'the command "curl"');
  });
});
