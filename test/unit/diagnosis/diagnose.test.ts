import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose';
import { diagnosedRun } from '../../../src/diagnosis/diagnosedRun';
import { SessionStore } from '../../../src/series/sessionStore';
import type { Verdict } from '../../../src/shared/diagnosis';
import type { MetricName } from '../../../src/shared/metrics';
import { processKey, type ProcessKey } from '../../../src/shared/sample';
import type { SessionEvent } from '../../../src/shared/state';

/** A value for each second, undefined where nothing is told, or one for all. Counters are told as rates. */
type Values = Readonly<Partial<Record<MetricName, number | ((second: number) => number | undefined)>>>;

const COUNTERS: ReadonlySet<MetricName> = new Set([
  'process.cpu.time',
  'process.cpu.wait_time',
  'process.disk.io',
  'v8js.gc.duration',
  'http.server.request.count',
]);

const PROGRAM = { pid: 7, startTimeMs: 1_000, name: 'node server.js' };

interface Told {
  readonly seconds?: number;
  readonly memoryLimitBytes?: number;
  /** How many short processes were started beside it. */
  readonly started?: number;
  readonly events?: readonly SessionEvent[];
}

/** The verdicts on a tree of one program, which has the tree's values. */
function verdictsOn(
  values: Values,
  { seconds = 120, memoryLimitBytes, started = 0, events = [] }: Told = {},
): readonly Verdict[] {
  const store = new SessionStore();
  const process = processKey(PROGRAM);
  const all: Values = { 'process.cpu.time': 0.05, 'process.memory.usage': 80e6, ...values };
  for (const [metric, value] of Object.entries(all) as [MetricName, NonNullable<Values[MetricName]>][]) {
    for (const owner of [{}, { process }]) {
      const series = store.series({ ...owner, metric, attributes: '' });
      let sum = 0;
      for (let second = 1; second <= seconds; second++) {
        const now = typeof value === 'number' ? value : value(second);
        if (now === undefined) continue;
        sum += now;
        series?.append(second * 1_000, COUNTERS.has(metric) ? sum : now);
      }
    }
  }
  for (let index = 0; index < started; index++) {
    const short = processKey({ pid: 100 + index, startTimeMs: 1_000 + index * 500 });
    store.series({ process: short, metric: 'process.memory.usage', attributes: '' })?.append(2_000 + index * 500, 1e6);
  }
  const limit = memoryLimitBytes === undefined ? {} : { memoryLimitBytes };
  return diagnose(diagnosedRun({ store, processes: [PROGRAM], events, ...limit }, 0, seconds * 1_000));
}

const kindsOf = (verdicts: readonly Verdict[]): readonly string[] => verdicts.map(({ kind }) => kind);

describe('the diagnosis of a run', () => {
  it('says nothing from a few samples', () => {
    const [verdict, ...others] = verdictsOn({ 'process.cpu.time': 1 }, { seconds: 10 });
    assert.equal(verdict?.kind, 'notEnoughData');
    assert.match(verdict.evidence.join(), /^9 of 15 samples\.$/);
    assert.deepEqual(others, []);
  });

  it('finds nothing where nothing is wrong', () => {
    const healthy: readonly Values[] = [
      {},
      { 'process.cpu.time': (second) => (second % 10 < 3 ? 1 : 0.1) },
      { 'process.memory.usage': (second) => 80e6 + 40e6 * (1 - Math.exp(-second / 10)) },
      { 'process.memory.usage': (second) => 80e6 + 5e6 * (second % 20) },
      {
        'http.server.request.count': 200,
        'http.server.request.error_ratio': 0,
        'http.server.request.duration.p95': 0.02,
        'nodejs.eventloop.delay.max': (second) => (second % 30 === 0 ? 0.12 : 0.01),
        'nodejs.eventloop.utilization': 0.4,
        'v8js.gc.duration': 0.02,
        'v8js.resource.active': (second) => 10 + (second % 7),
      },
      // It rests: its timers are late because the machine is busy.
      { 'process.cpu.time': 0.005, 'nodejs.eventloop.delay.max': 0.3, 'nodejs.eventloop.utilization': 0.002 },
    ];
    for (const values of healthy) assert.deepEqual(kindsOf(verdictsOn(values)), ['healthy']);
  });

  it('names the process that computes all the time', () => {
    const [verdict] = verdictsOn({ 'process.cpu.time': 0.99 });
    assert.equal(verdict?.title, 'CPU bound: node server.js (pid 7)');
    assert.match(verdict.evidence.join(), /CPU 99 % of a core in the middle/);
  });

  it('takes a program that only computes for CPU bound, and one that answers for blocked', () => {
    const busy: Values = {
      'process.cpu.time': 0.99,
      'nodejs.eventloop.delay.max': 0.4,
      'nodejs.eventloop.utilization': 0.99,
    };
    assert.deepEqual(kindsOf(verdictsOn(busy)), ['cpuBound']);
    const blocked = verdictsOn({ ...busy, 'http.server.request.count': 3 });
    assert.deepEqual(kindsOf(blocked), ['eventLoopBlocked', 'cpuBound']);
    assert.match(blocked[0]?.evidence.join(' ') ?? '', /stood still for 400 ms at p95.*it computes/);
  });

  it('takes a loop for blocked that has fallen silent while its program computes, however little it gets', () => {
    const silentFrom = (from: number) => (second: number) => (second < from ? 0.01 : undefined);
    const told: Values = {
      'nodejs.eventloop.delay.max': silentFrom(20),
      'nodejs.eventloop.utilization': silentFrom(20),
    };
    const [verdict, ...others] = verdictsOn({ ...told, 'process.cpu.time': 0.3 });
    assert.deepEqual([verdict?.kind, verdict?.certainty, others], ['eventLoopBlocked', 'likely', []]);
    assert.match(verdict?.evidence.join(' ') ?? '', /For 101 s it told nothing and used the processor for 30\.3 s/);
    const starved = verdictsOn({ ...told, 'process.cpu.time': 0.08, 'process.cpu.wait_time': 1.8 });
    assert.deepEqual(kindsOf(starved), ['starved', 'eventLoopBlocked']);
    // One that rests may be out of reach; and what lasts a few seconds only is told afterwards.
    assert.deepEqual(kindsOf(verdictsOn({ ...told, 'process.cpu.time': 0.01 })), ['healthy']);
    const short = { ...told, 'nodejs.eventloop.delay.max': (second: number) => (second % 8 === 0 ? 0.01 : undefined) };
    assert.deepEqual(kindsOf(verdictsOn({ ...short, 'process.cpu.time': 0.3 })), ['healthy']);
  });

  it('puts a stop down to collections only where it is no longer than they are', () => {
    const collecting: Values = {
      'process.cpu.time': 0.7,
      'v8js.gc.duration': 0.4,
      'nodejs.eventloop.utilization': 0.7,
      'http.server.request.count': 1,
    };
    assert.deepEqual(kindsOf(verdictsOn({ ...collecting, 'nodejs.eventloop.delay.max': 0.3 })), ['gcBound']);
    const parsing = verdictsOn({ ...collecting, 'nodejs.eventloop.delay.max': 3 });
    assert.deepEqual(kindsOf(parsing), ['eventLoopBlocked', 'gcBound']);
  });

  it('is not sure of a leak of descriptors while the program is too slow to answer whoever holds them', () => {
    const growing: Values = { 'process.unix.file_descriptor.count': (second) => 20 + second };
    const starved = verdictsOn({ ...growing, 'process.cpu.time': 0.1, 'process.cpu.wait_time': 1.5 });
    assert.deepEqual(
      starved.map(({ kind, certainty }) => [kind, certainty]),
      [
        ['starved', 'certain'],
        ['descriptorLeak', 'likely'],
      ],
    );
  });

  it('tells what a loop does that is blocked and does not compute', () => {
    const [verdict] = verdictsOn({
      'process.cpu.time': 0.1,
      'nodejs.eventloop.delay.max': 0.3,
      'nodejs.eventloop.utilization': 0.6,
    });
    assert.equal(verdict?.kind, 'eventLoopBlocked');
    assert.match(verdict.evidence.join(' '), /hardly uses the processor: it waits for something synchronous/);
  });

  it('sees collections that take the time, and a heap that is full', () => {
    const full: Values = {
      'process.cpu.time': 0.7,
      'v8js.gc.duration': 0.3,
      'v8js.memory.heap.used': 95e6,
      'v8js.memory.heap.limit': 100e6,
    };
    assert.deepEqual(kindsOf(verdictsOn(full)), ['memoryLimit', 'gcBound']);
  });

  it('sees memory, descriptors and handles grow, how fast and until when', () => {
    const growing = (start: number, step: number) => (second: number) => start + step * second;
    const [memory] = verdictsOn({ 'process.memory.usage': growing(80e6, 1e6) }, { memoryLimitBytes: 320e6 });
    assert.equal(memory?.kind, 'memoryGrowth');
    assert.match(memory.evidence.join(' '), /by 60 MB a minute for .*limit is reached in 2 min 00 s\.$/);
    assert.deepEqual(kindsOf(verdictsOn({ 'process.unix.file_descriptor.count': growing(20, 1) })), ['descriptorLeak']);
    assert.deepEqual(kindsOf(verdictsOn({ 'v8js.resource.active': growing(5, 1) })), ['handleLeak']);
  });

  it('sees memory that is nearly used up', () => {
    const verdicts = verdictsOn({ 'process.memory.usage': 950e6 }, { memoryLimitBytes: 1e9 });
    assert.deepEqual(kindsOf(verdicts), ['memoryLimit']);
    assert.match(verdicts[0]?.evidence.join() ?? '', /950 MB of 1 GB/);
  });

  it('tells a program that waits for a service from one that waits for the disk', () => {
    const slow: Values = { 'http.server.request.count': 5, 'http.server.request.duration.p95': 0.8 };
    const titleOf = (values: Values): string | undefined => verdictsOn({ ...slow, ...values })[0]?.title;
    assert.equal(titleOf({ 'http.client.request.duration.p95': 0.7 }), 'It waits for another service');
    assert.equal(titleOf({ 'process.disk.io': 50e6 }), 'It waits for the disk');
    assert.equal(titleOf({}), 'It waits for something');
  });

  it('sees that too many requests fail', () => {
    const failing: Values = { 'http.server.request.count': 5, 'http.server.request.error_ratio': 0.2 };
    assert.deepEqual(kindsOf(verdictsOn(failing)), ['errors']);
  });

  it('names the hot functions, by a profile that was taken of that process within the range', () => {
    const hot = { name: 'work', url: 'file:///app/burn.js', line: 12, share: 0.8 };
    const profile = (timeMs: number, process: ProcessKey): SessionEvent => ({
      kind: 'captured',
      timeMs,
      text: '',
      process,
      capture: { kind: 'cpuProfile', file: 'a.cpuprofile', hottest: [hot] },
    });
    const textOf = (...events: readonly SessionEvent[]): string =>
      verdictsOn({ 'process.cpu.time': 1 }, { events })[0]?.evidence.join(' ') ?? '';
    const named = /A CPU profile of it: work \(burn\.js:12\) 80 %\.$/;
    assert.match(textOf(profile(60_000, processKey(PROGRAM))), named);
    assert.doesNotMatch(textOf(profile(60_000, '8@1000'), profile(500_000, processKey(PROGRAM))), named);
  });

  it('sees a storm of processes', () => {
    assert.deepEqual(kindsOf(verdictsOn({}, { started: 240 })), ['processStorm']);
    assert.deepEqual(kindsOf(verdictsOn({}, { started: 30 })), ['healthy']);
  });

  it('blames the machine for what a starved program suffers from', () => {
    const verdicts = verdictsOn({
      'process.cpu.time': 0.2,
      'process.cpu.wait_time': 0.6,
      'nodejs.eventloop.delay.max': 0.5,
      'nodejs.eventloop.utilization': 0.5,
    });
    assert.deepEqual(kindsOf(verdicts), ['starved']);
    assert.match(verdicts[0]?.evidence.join() ?? '', /wanted 80 % of a core and got 20 %/);
  });
});
