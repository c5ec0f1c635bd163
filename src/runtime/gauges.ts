import type { DelaySummary, TickFrame } from '../shared/agentFrames';
import { metricOf, type MetricName } from '../shared/metrics';
import { attributesOf, type Attributes, type Reading } from '../shared/sample';
import type { ThreadFigures } from './agentThread';
import { applicationAttributes } from './increases';

/** One thread of a process with what it told. */
export interface ToldThread {
  readonly id: number;
  readonly figures: ThreadFigures;
  readonly resources: TickFrame['resources'];
}

/** Threads with a higher number are in the sums only: pools that renew their workers would fill the store. */
const HIGHEST_THREAD = 32;

/** The catalogue has room for the larger spaces; they differ between versions of V8. */
const SPACES: ReadonlySet<string> = new Set(metricOf('v8js.memory.heap.used').breakdown?.values ?? []);

/**
 * The gauges of one process: event loop and heap limit of its main thread, sums over all threads for the rest, and beside
 * them what a worker thread is like, with `thread.id`.
 */
export function gaugesOf(threads: readonly ToldThread[]): readonly Reading[] {
  const sums = new Sums();
  const main = threads.find(({ id }) => id === 0);
  if (main !== undefined) addMain(sums, main.figures);
  for (const thread of threads) addThread(sums, thread);
  const utilizations = threads.flatMap(({ figures }) => heapUtilization(figures.newest) ?? []);
  if (utilizations.length > 0) sums.add('v8js.memory.heap.utilization', '', Math.max(...utilizations));
  return sums.readings();
}

/** Each thread has a heap of its own; undefined where its limit is not known. */
function heapUtilization({ memory }: TickFrame): number | undefined {
  return memory === undefined || memory.limit === 0 ? undefined : memory.used / memory.limit;
}

const DELAYS = ['min', 'mean', 'p50', 'p90', 'p95', 'p99', 'max'] as const satisfies readonly (keyof DelaySummary)[];

function addMain(sums: Sums, { delay, utilization, newest }: ThreadFigures): void {
  if (delay !== undefined) for (const key of DELAYS) sums.add(`nodejs.eventloop.delay.${key}`, '', delay[key]);
  if (utilization !== undefined) sums.add('nodejs.eventloop.utilization', '', utilization);
  if (newest.memory !== undefined) sums.add('v8js.memory.heap.limit', '', newest.memory.limit);
}

function addThread(sums: Sums, { id, figures, resources }: ToldThread): void {
  const { newest, delay, utilization } = figures;
  const { memory, served } = newest;
  if (memory !== undefined) {
    sums.add('v8js.memory.heap.used', '', memory.used);
    sums.add('v8js.memory.heap.total', '', memory.total);
    sums.add('v8js.memory.external', '', memory.external);
    sums.add('v8js.memory.array_buffers', '', memory.arrayBuffers);
    for (const [space, bytes] of memory.spaces) {
      if (SPACES.has(space)) sums.add('v8js.memory.heap.used', attributesOf({ 'v8js.heap.space.name': space }), bytes);
    }
  }
  if (served !== undefined) sums.add('http.server.active_requests', '', served.active);
  for (const [type, count] of resources ?? []) {
    sums.add('v8js.resource.active', '', count);
    sums.add('v8js.resource.active', attributesOf({ 'v8js.resource.type': type }), count);
  }
  for (const series of newest.application) {
    if (series.type === 'gauge') sums.add('app.value', applicationAttributes(series), series.value);
  }
  if (id === 0 || id > HIGHEST_THREAD) return;
  const ofThread = attributesOf({ 'thread.id': String(id) });
  if (memory !== undefined) sums.add('v8js.memory.heap.used', ofThread, memory.used);
  if (utilization !== undefined) sums.add('nodejs.eventloop.utilization', ofThread, utilization);
  if (delay !== undefined) sums.add('nodejs.eventloop.delay.max', ofThread, delay.max);
}

/** Sums by series. */
class Sums {
  private readonly byKey = new Map<string, Reading>();

  add(metric: MetricName, attributes: Attributes, value: number): void {
    const key = `${metric}{${attributes}}`;
    this.byKey.set(key, { metric, attributes, value: (this.byKey.get(key)?.value ?? 0) + value });
  }

  readings(): readonly Reading[] {
    return [...this.byKey.values()];
  }
}
