import type { SeriesKey } from '../series/seriesKey';
import type { SessionStore } from '../series/sessionStore';
import type { TimeSeries } from '../series/timeSeries';
import { attributePairs } from '../shared/sample';

/** More counters than this are not compared: each costs the others certainty. */
const MOST_COUNTERS = 5;

/** Blocks of time are this long, as long as there are so many of them: the longer, the less the ticks of CPU time count. */
const BLOCK_MS = 2_000;
const LEAST_BLOCKS = 16;
const MOST_BLOCKS = 60;

/** What a program counts while it works: requests that it served, or a counter of its own. */
export interface WorkUnit {
  /** One of it, for people: `request`, or the counter's name. */
  readonly name: string;
  readonly key: SeriesKey;
}

/** The work that two runs both count, requests first. Empty where they have none in common. */
export function commonWork(before: SessionStore, after: SessionStore): readonly WorkUnit[] {
  const others = new Set(workOf(after).map(({ name }) => name));
  return workOf(before)
    .filter(({ name }) => others.has(name))
    .slice(0, 1 + MOST_COUNTERS);
}

/**
 * The CPU time of one unit of work, seconds, in blocks of equal length from `fromMs` on, oldest first. Empty where nothing
 * was counted. It does not depend on how much work came, nor on how long the machine let the program wait.
 */
export function cpuPerUnit(store: SessionStore, { key }: WorkUnit, fromMs: number): readonly number[] {
  const work = increasesOf(store.find(key), fromMs);
  const cpu = increasesOf(store.find({ metric: 'process.cpu.time', attributes: '' }), fromMs);
  const startMs = Math.max(work[0]?.timeMs ?? NaN, cpu[0]?.timeMs ?? NaN);
  const endMs = Math.min(work.at(-1)?.timeMs ?? NaN, cpu.at(-1)?.timeMs ?? NaN);
  if (!(endMs > startMs)) return [];
  const blocks = Math.min(Math.max(Math.floor((endMs - startMs) / BLOCK_MS), LEAST_BLOCKS), MOST_BLOCKS);
  const blockMs = (endMs - startMs) / blocks;
  const values: number[] = [];
  let [seconds, count] = [0, 0];
  for (let block = 0; block < blocks; block++) {
    const from = startMs + block * blockMs;
    seconds += amountWithin(cpu, from, from + blockMs);
    count += amountWithin(work, from, from + blockMs);
    // A block without work joins the next one: what was spent in it was spent for what came of it later.
    if (count < 1) continue;
    values.push(seconds / count);
    [seconds, count] = [0, 0];
  }
  return values;
}

function workOf(store: SessionStore): readonly WorkUnit[] {
  return store.keys().flatMap((key) => {
    if (key.process !== undefined) return [];
    if (key.metric === 'http.server.request.count' && key.attributes === '') return [{ name: 'request', key }];
    const isCounter = key.metric === 'app.count' && key.attributes !== '';
    return isCounter ? [{ name: nameOf(key), key }] : [];
  });
}

/** `jobs`, or `jobs queue=eu`. */
function nameOf({ attributes }: SeriesKey): string {
  const pairs = attributePairs(attributes);
  return pairs.map(([name, value]) => (name === 'name' ? value : `${name}=${value}`)).join(' ');
}

interface Increase {
  readonly timeMs: number;
  readonly amount: number;
}

function increasesOf(series: TimeSeries | undefined, fromMs: number): readonly Increase[] {
  const increases: Increase[] = [];
  series?.visit(fromMs, Infinity, {
    point: (timeMs, _, amount) => {
      increases.push({ timeMs, amount });
    },
    bucket: ({ minMs, maxMs, amount }) => {
      increases.push({ timeMs: Math.max(minMs, maxMs), amount });
    },
    gap: () => undefined,
  });
  return increases;
}

function amountWithin(increases: readonly Increase[], fromMs: number, toMs: number): number {
  let sum = 0;
  for (const { timeMs, amount } of increases) if (timeMs > fromMs && timeMs <= toMs) sum += amount;
  return sum;
}
