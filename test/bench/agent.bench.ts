import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AGENT_FILE, AgentHost } from '../support/agent/agentHost';
import { HelloServer, type Burst, type Usage } from '../support/agent/helloServer';
import { NEWEST_LTS, nodeOfMajor } from '../support/agent/nodeVersions';
import { spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { cachedPackages } from '../support/cachedPackages';

/**
 * What the agent costs a program: requests per second of a server that does nothing but answer, time to start, CPU while
 * idle, and memory; OpenTelemetry's automatic instrumentation beside it, from npm into the cache folder. All ways take
 * turns in short bursts, and a second plain server is the control: what is told of it is noise. Options: `--rounds=N`
 * bursts of each way, 60 where nothing is said; `--node=N` another major version than the newest with long-term support.
 * Linux only.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const rounds = Number(optionOf(args, 'rounds') ?? 60);
  const node = await nodeOfMajor(Number(optionOf(args, 'node') ?? NEWEST_LTS));
  const host = await AgentHost.open();
  const sink = await openSink();
  try {
    const ways: Ways = {
      plain: {},
      [CONTROL]: {},
      [AGENT]: { NODE_OPTIONS: `--require ${JSON.stringify(AGENT_FILE)}`, PROCESS_MONITOR_AGENT: host.folder.path },
      [OTEL]: await openTelemetry(sink),
    };
    const rows = [
      ...(await startRows(node, ways, rounds)),
      ...(await serverRows(host, node, ways, rounds)),
      ...(await memoryRows(node, ways)),
    ];
    return { name: 'agent', rows, summary: summaryOf(rows) };
  } finally {
    host.dispose();
    sink.close();
  }
}

/** The environment of each way to run the program. */
type Ways = Readonly<Record<string, NodeJS.ProcessEnv>>;

const CONTROL = 'control';
const AGENT = 'agent';
const OTEL = 'OpenTelemetry';

/** A burst lasts a twentieth of a second: what else the machine does strikes neighbours alike. */
const REQUESTS_A_BURST = 1_000;
const IDLE_SECONDS = 3;
const IDLE_WINDOWS = 5;
const MEMORY_STARTS = 7;

async function serverRows(host: AgentHost, node: string, ways: Ways, rounds: number): Promise<readonly BenchRow[]> {
  const servers = await startAll(node, ways);
  try {
    host.isWatched = true;
    const bursts = await takeTurns(servers, rounds);
    const watched = await idleRows(servers, 'CPU while idle and looked at, above plain');
    host.isWatched = false;
    const unwatched = await idleRows(servers, 'CPU while idle, above plain');
    return [...burstRows(bursts), ...watched, ...unwatched];
  } finally {
    for (const server of servers.values()) server.stop();
  }
}

async function startAll(node: string, ways: Ways): Promise<ReadonlyMap<string, HelloServer>> {
  const servers = new Map<string, HelloServer>();
  for (const [way, env] of Object.entries(ways)) {
    servers.set(way, await HelloServer.start(node, { PATH: process.env.PATH, ...env }));
  }
  return servers;
}

/** Each way once in each round, each time in another order. The first rounds warm the code and are not counted. */
async function takeTurns(
  servers: ReadonlyMap<string, HelloServer>,
  rounds: number,
): Promise<ReadonlyMap<string, readonly Burst[]>> {
  const warmUp = 5;
  const taken = new Map<string, Burst[]>([...servers.keys()].map((way) => [way, []]));
  for (let round = -warmUp; round < rounds; round++) {
    const order = [...servers];
    const first = (round + warmUp) % order.length;
    for (const [way, server] of [...order.slice(first), ...order.slice(0, first)]) {
      const burst = await server.burst(REQUESTS_A_BURST);
      if (round >= 0) taken.get(way)?.push(burst);
    }
  }
  return taken;
}

function burstRows(bursts: ReadonlyMap<string, readonly Burst[]>): readonly BenchRow[] {
  const plain = bursts.get('plain') ?? [];
  return [...bursts].flatMap(([way, own]) => {
    const ratios = (of: (burst: Burst) => number): readonly number[] =>
      own.map((burst, round) => of(burst) / of(plain[round] ?? burst));
    const rate = row(
      way,
      'requests per second',
      own.map(({ requestsPerSecond }) => requestsPerSecond),
      '1/s',
    );
    if (way === 'plain') return [rate];
    return [
      rate,
      row(
        way,
        'requests per second / plain',
        ratios(({ requestsPerSecond }) => requestsPerSecond),
        '1',
      ),
      row(
        way,
        'CPU per request / plain',
        ratios(({ cpuSecondsPerRequest }) => cpuSecondsPerRequest),
        '1',
      ),
    ];
  });
}

async function idleRows(servers: ReadonlyMap<string, HelloServer>, metric: string): Promise<readonly BenchRow[]> {
  const percents = new Map<string, number[]>();
  // The agent looks as it was told with the answer to its last tick.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  for (let window = 0; window < IDLE_WINDOWS; window++) {
    const before = await cpuOf(servers);
    await new Promise((resolve) => setTimeout(resolve, IDLE_SECONDS * 1e3));
    for (const [way, seconds] of await cpuOf(servers)) {
      const percent = ((seconds - (before.get(way) ?? NaN)) / IDLE_SECONDS) * 100;
      percents.set(way, [...(percents.get(way) ?? []), percent]);
    }
  }
  const plain = percents.get('plain') ?? [];
  return [...percents]
    .filter(([way]) => way !== 'plain')
    .map(([way, own]) =>
      row(
        way,
        metric,
        own.map((percent, i) => percent - (plain[i] ?? NaN)),
        '% of a core',
      ),
    );
}

async function cpuOf(servers: ReadonlyMap<string, HelloServer>): Promise<ReadonlyMap<string, number>> {
  const seconds = new Map<string, number>();
  for (const [way, server] of servers) seconds.set(way, (await server.usage()).cpuSeconds);
  return seconds;
}

/** A program that ends at once, from its start to its end. */
async function startRows(node: string, ways: Ways, rounds: number): Promise<readonly BenchRow[]> {
  const milliseconds = new Map<string, number[]>();
  for (let round = -3; round < rounds; round++) {
    const order = Object.entries(ways);
    for (const [way, env] of round % 2 === 0 ? order : order.reverse()) {
      const startMs = performance.now();
      const child = spawn(node, ['-e', '0'], { env: { PATH: process.env.PATH, ...env }, stdio: 'ignore' });
      const [status] = (await once(child, 'exit')) as [number | null];
      if (status !== 0) throw new Error(`${way}: the program ended with ${String(status)}`);
      if (round >= 0) milliseconds.set(way, [...(milliseconds.get(way) ?? []), performance.now() - startMs]);
    }
  }
  const plain = milliseconds.get('plain') ?? [];
  return [...milliseconds].map(([way, own]) =>
    way === 'plain'
      ? row(way, 'time to start and end', own, 'ms')
      : row(
          way,
          'time to start and end, above plain',
          own.map((ms, i) => ms - (plain[i] ?? NaN)),
          'ms',
        ),
  );
}

/** Memory some seconds after the start, of servers that are started anew each time. */
async function memoryRows(node: string, ways: Ways): Promise<readonly BenchRow[]> {
  const usages = new Map<string, Usage[]>();
  for (let start = 0; start < MEMORY_STARTS; start++) {
    const servers = await startAll(node, ways);
    try {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      for (const [way, server] of servers) usages.set(way, [...(usages.get(way) ?? []), await server.usage()]);
    } finally {
      for (const server of servers.values()) server.stop();
    }
  }
  const plain = usages.get('plain') ?? [];
  return [...usages].flatMap(([way, own]) => {
    const megabytes = (of: (usage: Usage) => number): readonly number[] =>
      own.map((usage, i) => (of(usage) - (way === 'plain' ? 0 : of(plain[i] ?? usage))) / 1e6);
    const above = way === 'plain' ? '' : ' above plain';
    return [
      row(
        way,
        `own memory${above}`,
        megabytes(({ privateBytes }) => privateBytes),
        'MB',
      ),
      row(
        way,
        `resident memory${above}`,
        megabytes(({ residentBytes }) => residentBytes),
        'MB',
      ),
    ];
  });
}

async function openTelemetry(sink: Server): Promise<NodeJS.ProcessEnv> {
  const modules = await cachedPackages('opentelemetry', [
    '@opentelemetry/api',
    '@opentelemetry/auto-instrumentations-node',
  ]);
  const { port } = sink.address() as AddressInfo;
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(join(modules, '@opentelemetry', 'auto-instrumentations-node', 'build', 'src', 'register.js'))}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_LOG_LEVEL: 'none',
    // Those of clouds ask addresses that need not answer, for ten seconds.
    OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process',
  };
}

/** Takes whatever is exported to it, so that the exporter is not slowed down by errors. */
async function openSink(): Promise<Server> {
  const sink = createServer((request, response) => {
    request.resume().once('end', () => response.end());
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  return sink;
}

function row(label: string, metric: string, figures: readonly number[], unit: string): BenchRow {
  const { median, iqr } = spreadOf(figures);
  return { label, metric, median, spread: iqr, unit };
}

function summaryOf(rows: readonly BenchRow[]): string {
  const of = (way: string, metric: string, digits: number): string =>
    rows.find((one) => one.label === way && one.metric === metric)?.median.toFixed(digits) ?? '?';
  const told = (way: string): string =>
    `${of(way, 'requests per second / plain', 3)} of the requests per second, ` +
    `${of(way, 'time to start and end, above plain', 1)} ms to start, ` +
    `${of(way, 'CPU while idle, above plain', 2)} % of a core while idle, ${of(way, 'own memory above plain', 1)} MB of its own`;
  return (
    `The agent: ${told(AGENT)} (targets 0.97, 3 ms, 0.3 %, 5 MB; control ${of(CONTROL, 'requests per second / plain', 3)}). ` +
    `OpenTelemetry: ${told(OTEL)}.`
  );
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
