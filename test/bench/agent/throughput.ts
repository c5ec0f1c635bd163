import type { Burst, HelloServer } from '../../support/agent/helloServer';
import { rowOf, spreadOf, type BenchRow } from '../../support/bench';
import { withServers, type Servers } from './servers';
import { PLAIN, type Ways } from './ways';

/** A burst lasts about a twentieth of a second: what else the machine does strikes neighbours alike. */
const REQUESTS_A_BURST = 5_000;
/** Bursts of each server that are not counted: until then its code is not compiled as far as it will be. */
const WARM_UP = 12;
/** Two processes of one program differ by a hundredth for as long as they live: each way is started so often. */
const GENERATIONS = 11;

/** What one server of a way did, as a share of what the plain one of its generation did. */
export interface Shares {
  readonly requestsPerSecond: number;
  readonly cpuPerRequest: number;
}

/** What came of all bursts as they were, and the shares of each generation, by way. */
export interface Throughput {
  readonly bursts: ReadonlyMap<string, readonly Burst[]>;
  readonly shares: ReadonlyMap<string, readonly Shares[]>;
}

/**
 * Has servers answer bursts of requests in turns, so many rounds in all, spread over several generations of servers. All
 * have equally many turns, and none has its place in the round for good: who answers more has warmer code and caches. A
 * burst is compared with that of the plain server in the same round; a generation counts with the median of its rounds.
 */
export async function measureThroughput(node: string, ways: Ways, rounds: number): Promise<Throughput> {
  const bursts = new Map<string, Burst[]>(Object.keys(ways).map((way) => [way, []]));
  const shares = new Map<string, Shares[]>(Object.keys(ways).map((way) => [way, []]));
  shares.delete(PLAIN);
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const own = await withServers(node, ways, (servers) => burstsOf(servers, Math.ceil(rounds / GENERATIONS)));
    for (const [way, burst] of own) bursts.get(way)?.push(...burst);
    const plain = own.get(PLAIN) ?? [];
    for (const [way, known] of shares) known.push(medianShares(own.get(way) ?? [], plain));
  }
  return { bursts, shares };
}

/** The bursts of each server, round by round. */
async function burstsOf(servers: Servers, rounds: number): Promise<ReadonlyMap<string, readonly Burst[]>> {
  const bursts = new Map<string, Burst[]>([...servers.keys()].map((way) => [way, []]));
  for (let round = -WARM_UP; round < rounds; round++)
    for (const [way, server] of rotated([...servers], round + WARM_UP)) {
      const burst = await server.burst(REQUESTS_A_BURST);
      if (round >= 0) bursts.get(way)?.push(burst);
    }
  return bursts;
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

function medianShares(own: readonly Burst[], plain: readonly Burst[]): Shares {
  const share = (of: (burst: Burst) => number): number =>
    spreadOf(own.map((burst, round) => of(burst) / of(plain[round] ?? burst))).median;
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
