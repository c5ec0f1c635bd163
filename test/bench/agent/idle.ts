import { rowOf, type BenchRow } from '../../support/bench';
import type { Servers } from './servers';
import { PLAIN } from './ways';

const SECONDS = 3;
const WINDOWS = 5;

/** CPU of servers that nobody asks anything, above that of the plain one. */
export async function idleRows(servers: Servers, metric: string): Promise<readonly BenchRow[]> {
  const percents = new Map<string, number[]>();
  // The agent looks as it was told with the answer to its last tick.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  for (let window = 0; window < WINDOWS; window++) {
    const before = await cpuOf(servers);
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1e3));
    for (const [way, seconds] of await cpuOf(servers)) {
      const percent = ((seconds - (before.get(way) ?? NaN)) / SECONDS) * 100;
      percents.set(way, [...(percents.get(way) ?? []), percent]);
    }
  }
  const plain = percents.get(PLAIN) ?? [];
  return [...percents].flatMap(([way, own]) => {
    const above = own.map((percent, i) => percent - (plain[i] ?? NaN));
    return way === PLAIN ? [] : [rowOf(way, metric, above, '% of a core')];
  });
}

async function cpuOf(servers: Servers): Promise<ReadonlyMap<string, number>> {
  const seconds = new Map<string, number>();
  for (const [way, server] of servers) seconds.set(way, (await server.usage()).cpuSeconds);
  return seconds;
}
