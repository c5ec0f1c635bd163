import type { SeriesKey } from '../series/seriesKey';
import type { SessionStore } from '../series/sessionStore';
import type { TimeSeries } from '../series/timeSeries';
import { COUNTS_BEHIND_MS } from '../shared/agentFrames';
import { attributePairs } from '../shared/sample';

/** More counters than this are not compared: each costs the others certainty. */
const MOST_COUNTERS = 5;

/** Blocks of time are this long, as long as there are no more of them: as programs tell what they counted, once a second. */
const BLOCK_MS = 1_000;
const MOST_BLOCKS = 60;

/** Of the CPU time of the tree, what the programs that count must have used at least, for it to be all that work costs. */
const TOLD_SHARE = 0.9;

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
  const cpu = cpuBehind(store, fromMs);
  const startMs = Math.max(work[0]?.timeMs ?? NaN, cpu[0]?.timeMs ?? NaN);
  const endMs = Math.min(work.at(-1)?.timeMs ?? NaN, cpu.at(-1)?.timeMs ?? NaN);
  if (!(endMs > startMs)) return [];
  const blocks = Math.min(Math.ceil((endMs - startMs) / BLOCK_MS), MOST_BLOCKS);
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

/**
 * The CPU time that work took, at the times at which the work is known: what the programs told together with what they
 * counted; of a tree in which others worked for them, what was read of all, as late as counts are.
 */
function cpuBehind(store: SessionStore, fromMs: number): readonly Increase[] {
  const told = increasesOf(store.find({ metric: 'nodejs.cpu.time', attributes: '' }), fromMs);
  const read = increasesOf(store.find({ metric: 'process.cpu.time', attributes: '' }), fromMs - COUNTS_BEHIND_MS);
  const late = read.map(({ timeMs, amount }) => ({ timeMs: timeMs + COUNTS_BEHIND_MS, amount }));
  const [begin, end] = [told[0]?.timeMs, told.at(-1)?.timeMs];
  if (begin === undefined || end === undefined) return late;
  return amountWithin(told, begin, end) >= TOLD_SHARE * amountWithin(late, begin, end) ? told : late;
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
