import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { TreeTotals, type TotalReading } from '../../../src/monitoring/treeTotals';
import { chooseSource } from '../../../src/sampling/chooseSource';
import { processCpuSeconds } from '../../../src/sampling/cpuMeter';
import type { ProcessSource } from '../../../src/sampling/processSource';
import { Sampler } from '../../../src/sampling/sampler';
import { createSystemClock } from '../../../src/sampling/systemClock';
import { metricOf } from '../../../src/shared/metrics';
import { processKey, type ProcessKey, type Round } from '../../../src/shared/sample';
import { waitFor } from '../../support/waitFor';

/** So many processes start and end, at more than 300 a minute; `PROCESS_MONITOR_CHURN=1000` for the long form. */
const COUNT = Number(process.env.PROCESS_MONITOR_CHURN ?? 100);
/** So many live at the same time. */
const LANES = 5;

/** Lives until it is told to end. */
const CHILD = ['-c', 'read line'];

describe('a tree in which processes come and go', function () {
  this.timeout(COUNT * 1000 + 60_000);
  const clock = createSystemClock();
  let children: Map<number, ChildProcess>;
  let sources: ProcessSource[];
  let samplers: Sampler[];

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  beforeEach(() => {
    children = new Map();
    sources = [];
    samplers = [];
  });

  afterEach(() => {
    for (const sampler of samplers) sampler.dispose();
    for (const source of sources) source.dispose();
    for (const child of children.values()) child.kill('SIGKILL');
  });

  /** A sampler with a source of its own, as each window has one. */
  function window(onRound: (round: Round) => void): Sampler {
    const { source } = chooseSource('procfs', { platform: 'linux' }, clock);
    const sampler = new Sampler(
      {
        source,
        clock,
        cpuSeconds: processCpuSeconds,
        droppedSamples: () => 0,
        log: (text) => {
          assert.fail(text);
        },
        onRound,
        onStatus: () => undefined,
        onSelf: () => undefined,
      },
      100,
    );
    sources.push(source);
    samplers.push(sampler);
    return sampler;
  }

  function start(): ChildProcess & { readonly pid: number } {
    const child = spawn('sh', CHILD, { stdio: ['pipe', 'ignore', 'inherit'] });
    const { pid } = child;
    if (pid === undefined) throw new Error('sh cannot be started');
    children.set(pid, child);
    return Object.assign(child, { pid });
  }

  async function end(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await ended;
  }

  it(`all ${COUNT} of them are seen to exit, totals never fall, and no descriptor stays open`, async () => {
    const totals = new CheckedTotals();
    const seen = new Set<number>();
    let present: readonly number[] = [];
    const sampler = window((round) => {
      totals.add(round);
      present = round.processes.map(({ process }) => process.pid);
      for (const pid of present) seen.add(pid);
    });
    const [source] = sources;
    assert(source);
    const self = await source.find(process.pid);
    assert(self);
    const descriptorsBefore = openDescriptors();
    sampler.watch('s', [self], { isHelper: () => false });
    const lane = async (): Promise<void> => {
      for (let started = 0; started < COUNT / LANES; started += 1) {
        const child = start();
        const { pid } = child;
        await waitFor(() => present.includes(pid), { timeoutMs: 30_000, what: `process ${pid} in a round` });
        await end(child);
        children.delete(pid);
        await waitFor(() => !present.includes(pid), { timeoutMs: 30_000, what: `the exit of process ${pid}` });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    seen.delete(process.pid);
    assert.ok(seen.size >= COUNT);
    sampler.unwatch('s');
    assert.deepEqual(totals.falls, []);
    assert.ok((totals.last('process.cpu.time') ?? 0) > 0);
    await waitFor(() => openDescriptors() <= descriptorsBefore + FIXED_DESCRIPTORS, {
      timeoutMs: 30_000,
      what: 'descriptors to be closed',
    });
  });

  it('two windows see the same process, each for itself', async () => {
    const child = start();
    const rounds = new Map<string, Round>();
    const first = window((round) => rounds.set('first', round));
    const second = window((round) => rounds.set('second', round));
    const keys = (name: string): readonly ProcessKey[] =>
      rounds.get(name)?.processes.map(({ process }) => processKey(process)) ?? [];
    for (const [index, sampler] of [first, second].entries()) {
      const root = await sources[index]?.find(child.pid);
      assert(root);
      sampler.watch('s', [root]);
    }
    await waitFor(() => keys('first').length === 1 && keys('second').length === 1, {
      timeoutMs: 30_000,
      what: 'the process in both windows',
    });
    first.dispose();
    sources[0]?.dispose();
    rounds.clear();
    await waitFor(() => keys('second').length === 1, { timeoutMs: 30_000, what: 'the process in the other window' });
    assert.deepEqual(keys('first'), []);
    await end(child);
    await waitFor(() => rounds.has('second') && keys('second').length === 0, { timeoutMs: 30_000, what: 'its exit' });
  });
});

/** The source's own files: the list of processes and the uptime. */
const FIXED_DESCRIPTORS = 2;

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Totals that note every counter that fell. */
class CheckedTotals {
  readonly falls: string[] = [];
  private readonly totals = new TreeTotals();
  private readonly highest = new Map<string, number>();

  add(round: Round): void {
    for (const reading of this.totals.add(round)) {
      if (reading.value !== undefined && metricOf(reading.metric).instrument === 'counter') this.check(reading);
    }
  }

  last(metric: string): number | undefined {
    return this.highest.get(`${metric}{}`);
  }

  private check({ metric, attributes, value = 0 }: TotalReading): void {
    const key = `${metric}{${attributes}}`;
    const before = this.highest.get(key) ?? 0;
    if (value < before) this.falls.push(`${key} from ${before} to ${value}`);
    this.highest.set(key, value);
  }
}
