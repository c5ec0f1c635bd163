import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { waitFor } from '../../../support/waitFor';
import { readPage, type ReadPage } from '../../../../src/runtime/scraping/pageReader';

/** Long enough for a busy machine; those who are slow on purpose get less. */
const LIMITS = { timeoutMs: 20_000, bytes: 1_048_576 };
const SHORT = { ...LIMITS, timeoutMs: 300 };

describe('an endpoint that means no good', function () {
  this.timeout(60_000);
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function answer(listener: RequestListener, limits = LIMITS): Promise<ReadPage> {
    const server = createServer(listener);
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return readPage(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`), limits);
  }

  it('without an end is given up', async () => {
    const chunk = 'a 1\n'.repeat(20_000);
    const page = await answer((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    assert.deepEqual(page, { kind: 'failed', reason: 'it is longer than 1 MiB' });
  });

  it('of a gigabyte is not read, and is not sent either', async () => {
    let sent = 0;
    const page = await answer((request, response) => {
      response.writeHead(200, { 'content-length': 1e9 });
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'a 1\n')));
      };
      response.on('drain', more);
      more();
      request.socket.once('close', () => (sent = request.socket.bytesWritten));
    });
    assert.deepEqual(page, { kind: 'failed', reason: 'it is longer than 1 MiB' });
    await waitFor(() => sent > 0, { timeoutMs: 20_000, what: 'the connection to be over' });
    assert.ok(sent < 1e8, `${sent} bytes`);
  });

  it('that drips is given up', async () => {
    const page = await answer((_, response) => {
      const timer = setInterval(() => response.write('a'), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    }, SHORT);
    assert.deepEqual(page, { kind: 'failed', reason: 'it took longer than 0.3 s' });
  });

  it('that never answers is given up', async () => {
    assert.deepEqual(await answer(() => undefined, SHORT), { kind: 'failed', reason: 'it took longer than 0.3 s' });
  });

  it('that redirects is not followed', async () => {
    let asked = 0;
    const page = await answer((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    assert.deepEqual(page, { kind: 'failed', reason: 'it redirects (status 302), which is not followed' });
    assert.equal(asked, 1);
  });

  it('that packs a page which nobody asked to be packed is not unpacked', async () => {
    const page = await answer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a 1\n'));
    });
    assert.match(page.kind === 'failed' ? page.reason : '', /encoding gzip/);
  });

  it('with 100,000 series is read as far as the bounds go', async () => {
    const page = await answer((_, response) => {
      response.end(
        Array.from({ length: 100_000 }, (_, i) => `a{i="${i}"} 1`)
          .join('\n')
          .slice(0, LIMITS.bytes),
      );
    });
    assert.ok(page.kind === 'told');
    assert.ok(page.told.series.length <= 10_000 && page.told.dropped > 50_000);
  });

  for (const [what, text, reason] of [
    ['a page of HTML', '<!doctype html>\n', /^it is no page of metrics\. Line 1 is no sample: <!doctype html>$/],
    ['nothing', '', /^it is no page of metrics\. It is empty\.$/],
  ] as const) {
    it(`with ${what} has no metrics`, async () => {
      const page = await answer((_, response) => response.end(text));
      assert.match(page.kind === 'failed' ? page.reason : '', reason);
    });
  }

  it('that is no server of HTTP, or none at all, is told as such', async () => {
    const server = createTcpServer((socket) => socket.resume().end('SSH-2.0-nothing\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    assert.match(JSON.stringify(await readPage(url, LIMITS)), /HPE_/);
    server.close();
    await once(server, 'close');
    assert.deepEqual(await readPage(url, LIMITS), { kind: 'failed', reason: 'ECONNREFUSED' });
  });
});
