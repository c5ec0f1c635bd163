import assert from 'node:assert/strict';
import { listeningPorts } from '../../../../src/runtime/scraping/listeningPorts';
import { MetricsSearch } from '../../../../src/runtime/scraping/metricsSearch';
import { readPage } from '../../../../src/runtime/scraping/pageReader';
import { scrape } from '../../../support/runtimes/scrape';
import { WatchedProgram } from '../../../support/runtimes/watchedProgram';

const WORK = 20;

describe('a program with a page of metrics', function () {
  this.timeout(120_000);
  let program: WatchedProgram | undefined;

  afterEach(() => {
    program?.dispose();
    program = undefined;
  });

  it('made by prom-client is shown with its own numbers', async () => {
    program = WatchedProgram.start(process.execPath, ['test/fixtures/programs/promClient.js']);
    const url = await program.url();
    const problems = scrape(program, new URL(`${url}/metrics`));
    await program.shows('app.value', 'queue_depth', (value) => value === 0);
    for (let i = 0; i < WORK; i++) await (await fetch(`${url}/work`)).text();
    const own = (await (await fetch(`${url}/own`)).json()) as { readonly work: number };
    assert.equal(own.work, WORK);
    // The counter with its label appeared after the first scrape: all of it counts.
    await program.shows('app.count', 'work_total', (value) => value === own.work, { kind: 'request' });
    await program.shows('app.count', 'work_seconds', (value) => value === own.work);
    await program.shows('app.value', 'queue_depth', (value) => value === 42);
    await program.shows('app.distribution', 'work_size', (value) => value === 7, { quantile: '0.9' });
    await program.shows('app.distribution', 'work_seconds', (value) => Math.abs(value - 0.3) < 1e-9, {
      quantile: '0.5',
    });
    await program.shows('app.value', 'nodejs_heap_size_total_bytes', (value) => value > 1e6);
    assert.deepEqual(problems, []);
  });

  it('is found by the port on which it listens', async function () {
    if (process.platform !== 'linux') this.skip();
    program = WatchedProgram.start(process.execPath, ['test/fixtures/programs/promClient.js']);
    const { port } = new URL(await program.url());
    const { pid } = program.process;
    assert.deepEqual(await listeningPorts([pid]), [{ port: Number(port), pid }]);
    const found: string[] = [];
    const ports = { clock: program.clock, read: readPage, listening: listeningPorts };
    const search = new MetricsSearch(ports, (url) => found.push(url));
    const processes = [{ process: program.process, timeMs: 0, readings: [] }];
    await search.pass({ kind: 'round', sessionId: 's', timeMs: 0, processes });
    assert.deepEqual(found, [`http://localhost:${port}/metrics`]);
  });
});
