import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import { readPage } from '../../../src/runtime/scraping/pageReader';
import { MetricsOffer } from '../../../src/vscode/runtime/metricsOffer';
import { FakeClock } from '../../support/fakeClock';
import { roundOf, T0 } from '../../support/rounds';
import { waitFor } from '../../support/waitFor';

/** What a workspace keeps from one window to the next. */
class Memento {
  private readonly values = new Map<string, string>();
  get = (key: string): unknown => JSON.parse(this.values.get(key) ?? 'null');
  update = (key: string, value: unknown): Promise<void> =>
    Promise.resolve(void this.values.set(key, JSON.stringify(value)));
}

/** A window whose person always gives the same answer to the offers made in it. */
class Window {
  /** The configurations for which there was an offer. */
  readonly offered: string[] = [];
  /** Those whose page is set to be read. */
  readonly set: string[] = [];
  private runs = 0;
  private readonly hub = new MonitorHub();
  private readonly offer: MetricsOffer;

  constructor(port: number, memento: Memento, wanted: boolean) {
    this.offer = new MetricsOffer({
      clock: new FakeClock(),
      hub: this.hub,
      memento,
      log: { info: () => undefined, error: (text) => assert.fail(text) },
      listening: () => Promise.resolve([{ port, pid: 1 }]),
      read: readPage,
      isTrusted: () => true,
      isTargetSet: ({ name }) => this.set.includes(name),
      ask: (name) => {
        this.offered.push(name);
        return Promise.resolve(wanted);
      },
      setTarget: (name) => Promise.resolve(void this.set.push(name)),
    });
  }

  /** A first round of a new run of a configuration. */
  run(name: string): void {
    const id = `run ${(this.runs += 1)}`;
    this.hub.begin({ id, name, type: 'pwa-node', startedAtMs: T0 });
    this.offer.enrich({ ...roundOf(T0), sessionId: id });
  }

  /** Runs a configuration that has never run, and waits for its offer: by then there would be those of earlier runs. */
  async runAnother(name: string): Promise<readonly string[]> {
    this.run(name);
    await waitFor(() => this.offered.includes(name), { timeoutMs: 10_000, what: `the offer for ${name}` });
    return this.offered;
  }
}

describe('the offer to read the page of metrics of a program', () => {
  let server: Server;
  let pages = 0;

  before((done) => {
    server = createServer((_, response) => {
      pages += 1;
      response.end('# TYPE jobs gauge\njobs 3\n');
    }).listen(0, 'localhost', done);
  });
  after(() => server.close());
  beforeEach(() => (pages = 0));

  const windowOf = (memento: Memento, wanted: boolean): Window =>
    new Window((server.address() as AddressInfo).port, memento, wanted);

  it('is not made again after a No: neither for the next run, nor in the next window, where nobody asks the program', async () => {
    const memento = new Memento();
    const window = windowOf(memento, false);
    assert.deepEqual(await window.runAnother('api'), ['api']);
    window.run('api');
    assert.deepEqual(await window.runAnother('web'), ['api', 'web']);
    assert.deepEqual(window.set, []);
    const next = windowOf(memento, false);
    next.run('api');
    assert.deepEqual(await next.runAnother('worker'), ['worker']);
    assert.equal(pages, 3);
  });

  it('has the page read where it is accepted, and is not made again', async () => {
    const window = windowOf(new Memento(), true);
    await window.runAnother('api');
    await waitFor(() => window.set.includes('api'), { timeoutMs: 10_000, what: 'the target' });
    window.run('api');
    assert.deepEqual(await window.runAnother('web'), ['api', 'web']);
  });
});
