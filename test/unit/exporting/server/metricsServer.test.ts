import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { MetricsServer, type MetricsServerOptions } from '../../../../src/exporting/server/metricsServer';

const TOKEN = 'correct-horse';
const FAMILY = { name: 'x_total', type: 'counter', help: 'X.', samples: [{ labels: '', value: 1 }] } as const;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

describe('the endpoint for Prometheus', () => {
  const started: { dispose(): void }[] = [];

  afterEach(() => {
    for (const server of started.splice(0)) server.dispose();
  });

  async function start(more: Partial<MetricsServerOptions> = {}): Promise<MetricsServer> {
    const options = { port: await freePort(), token: TOKEN, families: () => [FAMILY], onProblem: unexpected };
    const server = await MetricsServer.start({ ...options, ...more });
    assert.ok(server instanceof MetricsServer);
    started.push(server);
    return server;
  }

  function get(port: number, headers: OutgoingHttpHeaders = {}, more: { method?: string; path?: string } = {}) {
    const sent = { Authorization: `Bearer ${TOKEN}`, ...headers };
    return new Promise<Answer>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: '/metrics', ...more, headers: sent, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
        });
      })
        .on('error', reject)
        .end();
    });
  }

  it('answers in text 0.0.4, or in OpenMetrics to whoever likes that better', async () => {
    const { port } = await start();
    const plain = await get(port);
    assert.equal(plain.status, 200);
    assert.equal(plain.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    assert.equal(plain.body.toString(), '# HELP x_total X.\n# TYPE x_total counter\nx_total 1\n');
    const prometheus = await get(port, {
      Accept:
        'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    });
    assert.equal(prometheus.headers['content-type'], 'application/openmetrics-text; version=1.0.0; charset=utf-8');
    assert.equal(prometheus.body.toString(), '# TYPE x counter\n# HELP x X.\nx_total 1\n# EOF\n');
    const other = await get(port, { Accept: 'application/openmetrics-text;version=2.0.0, text/plain;q=0.1' });
    assert.match(other.headers['content-type'] ?? '', /^text\/plain/);
  });

  it('compresses for whoever takes that', async () => {
    const { port } = await start();
    const { headers, body } = await get(port, { 'Accept-Encoding': 'br, gzip;q=0.5' });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.match(gunzipSync(body).toString(), /^x_total 1$/m);
    assert.equal((await get(port, { 'Accept-Encoding': 'gzip;q=0, *' })).headers['content-encoding'], undefined);
  });

  it('answers HEAD with the head alone', async () => {
    const { port } = await start();
    const { status, headers, body } = await get(port, {}, { method: 'HEAD' });
    assert.equal(status, 200);
    assert.ok(Number(headers['content-length']) > 0);
    assert.equal(body.length, 0);
  });

  const refused: readonly [what: string, status: number, headers: OutgoingHttpHeaders, more?: object][] = [
    ['a forged Host', 421, { Host: 'evil.example' }],
    ['a Host with another port', 421, { Host: '127.0.0.1:80' }],
    ['the Origin of a page', 403, { Origin: 'null' }],
    ['a request from another site', 403, { 'Sec-Fetch-Site': 'cross-site' }],
    ['no token', 401, { Authorization: '' }],
    ['a wrong token', 401, { Authorization: 'Bearer wrong' }],
    ['the beginning of the token', 401, { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['another method', 405, {}, { method: 'POST' }],
    ['another path', 404, {}, { path: '/' }],
  ];
  for (const [what, status, headers, more] of refused) {
    it(`refuses ${what}, and says why`, async () => {
      const { port } = await start();
      const answer = await get(port, headers, more);
      assert.equal(answer.status, status);
      assert.match(answer.body.toString(), /\.\n$/);
      assert.doesNotMatch(answer.body.toString(), /x_total|correct/);
    });
  }

  it('takes the next free port where the wanted one is taken', async () => {
    const first = await start();
    const second = await start({ port: first.port });
    assert.ok(second.port > first.port);
    assert.equal((await get(second.port)).status, 200);
  });

  it('says when no port can be had', async () => {
    const answer = await MetricsServer.start({
      port: 70_000,
      token: TOKEN,
      families: () => [],
      onProblem: unexpected,
    });
    assert.deepEqual(answer, { kind: 'noPort', reason: 'ERR_SOCKET_BAD_PORT' });
  });

  it('ends a client that says nothing, and one that never ends its request', async () => {
    const { port } = await start({ clientTimeoutMs: 200 });
    for (const beginning of ['', 'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ']) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(beginning);
      socket.resume();
      await once(socket, 'close');
    }
    assert.equal((await get(port)).status, 200);
  });

  it('ends a client that takes its answer too slowly', async () => {
    const large = { ...FAMILY, samples: [{ labels: `a="${'x'.repeat(32e6)}"`, value: 1 }] };
    const { port } = await start({ clientTimeoutMs: 100, families: () => [large] });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`);
    let received = 0;
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
      // At this pace it would take seconds.
      socket.pause();
      setTimeout(() => socket.resume(), 10);
    });
    await once(socket, 'close');
    assert.ok(received < 32e6, `${received} bytes`);
  });

  it('outlives a hundred clients at once', async () => {
    const { port } = await start();
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => get(port)));
    const served = answers.filter((answer) => answer.status === 'fulfilled');
    assert.ok(served.length > 0);
    for (const { value } of served) assert.equal(value.status, 200);
    assert.equal((await get(port)).status, 200);
  });

  it('ends with its connections', async () => {
    const server = await start();
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    server.dispose();
    await once(socket.resume(), 'close');
    await assert.rejects(get(server.port));
  });

  it('tells a scrape that fails, and goes on', async () => {
    const problems: string[] = [];
    const { port } = await start({
      families: () => {
        throw new Error('no store');
      },
      onProblem: (message) => problems.push(message),
    });
    await assert.rejects(get(port));
    assert.match(problems[0] ?? '', /no store/);
  });
});

function unexpected(message: string): never {
  throw new Error(message);
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
