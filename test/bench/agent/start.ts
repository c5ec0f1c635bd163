import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rowOf, type BenchRow } from '../../support/bench';
import { PLAIN, type Ways } from './ways';

/** Rounds that fill the caches and are not counted. */
const WARM_UP = 3;

/** A program that ends at once, from its start to its end; all ways in each round, every other time backwards. */
export async function startRows(node: string, ways: Ways, rounds: number): Promise<readonly BenchRow[]> {
  const milliseconds = new Map<string, number[]>();
  for (let round = -WARM_UP; round < rounds; round++) {
    const order = Object.entries(ways);
    for (const [way, env] of round % 2 === 0 ? order : order.reverse()) {
      const startMs = performance.now();
      const child = spawn(node, ['-e', '0'], { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
      const [status] = (await once(child, 'exit')) as [number | null];
      if (status !== 0) throw new Error(`${way}: the program ended with ${String(status)}`);
      if (round >= 0) milliseconds.set(way, [...(milliseconds.get(way) ?? []), performance.now() - startMs]);
    }
  }
  const plain = milliseconds.get(PLAIN) ?? [];
  return [...milliseconds].map(([way, own]) => {
    if (way === PLAIN) return rowOf(way, 'time to start and end', own, 'ms');
    const above = own.map((ms, i) => ms - (plain[i] ?? NaN));
    return rowOf(way, 'time to start and end, above plain', above, 'ms');
  });
}
