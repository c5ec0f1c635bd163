import type { Burst, HelloServer } from '../../support/agent/helloServer';
import { rowOf, type BenchRow } from '../../support/bench';
import type { Servers } from './servers';
import { PLAIN } from './ways';

/** A burst lasts about a twentieth of a second: what else the machine does strikes neighbours alike. */
const REQUESTS_A_BURST = 1_000;
/** Rounds that are not counted: the code of all servers must be as warm as that of the plain one, which answers most. */
const WARM_UP = 30;

/** A burst of one way as a share of its two plain neighbours. */
export interface Shares {
  readonly requestsPerSecond: number;
  readonly cpuPerRequest: number;
}

/** What came of all bursts: as they were, and as shares, by way. */
export interface Throughput {
  readonly bursts: ReadonlyMap<string, readonly Burst[]>;
  readonly shares: ReadonlyMap<string, readonly Shares[]>;
}

/**
 * Has the servers answer bursts of requests in turns. Each burst stands between two of the plain server and is compared
 * with their mean, so that a machine that becomes faster or slower meanwhile changes nothing.
 */
export async function measureThroughput(servers: Servers, rounds: number): Promise<Throughput> {
  const plain = servers.get(PLAIN);
  if (plain === undefined) throw new Error('There is no plain server.');
  const others = [...servers].filter(([way]) => way !== PLAIN);
  const bursts = new Map<string, Burst[]>([...servers.keys()].map((way) => [way, []]));
  const shares = new Map<string, Shares[]>(others.map(([way]) => [way, []]));
  let before = await plain.burst(REQUESTS_A_BURST);
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [way, server] of rotated(others, round + WARM_UP)) {
      const own = await server.burst(REQUESTS_A_BURST);
      const after = await plain.burst(REQUESTS_A_BURST);
      if (round >= 0) {
        bursts.get(way)?.push(own);
        bursts.get(PLAIN)?.push(after);
        shares.get(way)?.push(shareOf(own, before, after));
      }
      before = after;
    }
  }
  return { bursts, shares };
}

/** The figures of all ways as rows of the benchmark. */
export function throughputRows({ bursts, shares }: Throughput): readonly BenchRow[] {
  return [...bursts].flatMap(([way, own]) => {
    const rates = own.map(({ requestsPerSecond }) => requestsPerSecond);
    const of = shares.get(way) ?? [];
    const rate = rowOf(way, 'requests per second', rates, '1/s');
    if (of.length === 0) return [rate];
    const [requests, cpu] = [of.map((share) => share.requestsPerSecond), of.map((share) => share.cpuPerRequest)];
    return [
      rate,
      rowOf(way, 'requests per second / plain', requests, '1'),
      rowOf(way, 'CPU per request / plain', cpu, '1'),
    ];
  });
}

function shareOf(own: Burst, before: Burst, after: Burst): Shares {
  const share = (of: (burst: Burst) => number): number => of(own) / ((of(before) + of(after)) / 2);
  return {
    requestsPerSecond: share(({ requestsPerSecond }) => requestsPerSecond),
    cpuPerRequest: share(({ cpuSecondsPerRequest }) => cpuSecondsPerRequest),
  };
}

/** The same, begun with another one each time. */
function rotated(
  servers: readonly (readonly [string, HelloServer])[],
  by: number,
): readonly (readonly [string, HelloServer])[] {
  const first = by % servers.length;
  return [...servers.slice(first), ...servers.slice(0, first)];
}
