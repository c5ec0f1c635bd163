import { scrape } from '../support/runtimes/scrape';
import { WatchedProgram } from '../support/runtimes/watchedProgram';

/** Where the programs that the host's tests need have been installed, there are these as well. */
const PYTHON = process.env.PROCESS_MONITOR_TEST_PYTHON ?? 'python3';

describe('programs that are not Node', function () {
  this.timeout(120_000);
  let program: WatchedProgram | undefined;

  afterEach(() => {
    program?.dispose();
    program = undefined;
  });

  it('show the numbers of the Python client for Prometheus', async () => {
    program = WatchedProgram.start(PYTHON, ['test/fixtures/programs/prometheusClient.py']);
    const url = await program.url();
    scrape(program, new URL(`${url}/metrics`));
    await program.shows('app.value', 'queue_depth', (value) => value === 42);
    await program.shows('app.count', 'ticks_total', (value) => value >= 5);
    await program.shows('app.distribution', 'tick_seconds', (value) => Math.abs(value - 0.3) < 0.1, {
      quantile: '0.5',
    });
    // It stops to count when it is asked to, and says what it has counted since its first page was read.
    const counted = Number(await (await fetch(`${url}/stop`)).text());
    await program.shows('app.count', 'ticks_total', (value) => value === counted);
  });
});
