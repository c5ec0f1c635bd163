import type { Usage } from '../../support/agent/helloServer';
import { rowOf, type BenchRow } from '../../support/bench';
import { withServers } from './servers';
import { PLAIN, type Ways } from './ways';

const STARTS = 7;
/** So long after the start everything is loaded. */
const AFTER_MS = 4_000;

/** Memory some seconds after the start, of servers that are started anew each time. */
export async function memoryRows(node: string, ways: Ways): Promise<readonly BenchRow[]> {
  const usages = new Map<string, Usage[]>();
  for (let start = 0; start < STARTS; start++) {
    await withServers(node, ways, async (servers) => {
      await new Promise((resolve) => setTimeout(resolve, AFTER_MS));
      for (const [way, server] of servers) usages.set(way, [...(usages.get(way) ?? []), await server.usage()]);
    });
  }
  const plain = usages.get(PLAIN) ?? [];
  return [...usages].flatMap(([way, own]) => {
    const megabytes = (of: (usage: Usage) => number): readonly number[] =>
      own.map((usage, i) => (of(usage) - (way === PLAIN ? 0 : of(plain[i] ?? usage))) / 1e6);
    const above = way === PLAIN ? '' : ' above plain';
    const [privately, resident] = [
      megabytes(({ privateBytes }) => privateBytes),
      megabytes(({ residentBytes }) => residentBytes),
    ];
    return [rowOf(way, `own memory${above}`, privately, 'MB'), rowOf(way, `resident memory${above}`, resident, 'MB')];
  });
}
