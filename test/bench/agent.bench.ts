import { AGENT_FILE, AgentHost } from '../support/agent/agentHost';
import { NEWEST_LTS, nodeOfMajor } from '../support/agent/nodeVersions';
import { medianInterval, type BenchResult, type BenchRow } from '../support/bench';
import { idleRows } from './agent/idle';
import { memoryRows } from './agent/memory';
import { openSink, openTelemetry } from './agent/openTelemetry';
import { withServers } from './agent/servers';
import { startRows } from './agent/start';
import { measureThroughput, throughputRows, type Throughput } from './agent/throughput';
import { AGENT, CONTROL, OTEL, PLAIN, type Ways } from './agent/ways';

/**
 * What the agent costs a program: requests per second of a server that does nothing but answer, time to start, CPU while
 * idle, and memory; OpenTelemetry's automatic instrumentation beside it. A second plain server is the control: what is
 * told of it is noise. Options: `--rounds=N` bursts of each way, 216 where nothing is said; `--node=N` another major
 * version than the newest with long-term support. Linux only.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  const rounds = Number(optionOf(args, 'rounds') ?? 216);
  const node = await nodeOfMajor(Number(optionOf(args, 'node') ?? NEWEST_LTS));
  const host = await AgentHost.open();
  const sink = await openSink();
  try {
    const ways: Ways = {
      [PLAIN]: {},
      [CONTROL]: {},
      [AGENT]: { NODE_OPTIONS: `--require ${JSON.stringify(AGENT_FILE)}`, PROCESS_MONITOR_AGENT: host.folder.path },
      [OTEL]: await openTelemetry(sink),
    };
    const starts = await startRows(node, ways, Math.min(rounds, STARTS));
    // The most it ever costs: somebody looks.
    host.isWatched = true;
    const throughput = await measureThroughput(node, ways, rounds);
    const idle = await withServers(node, ways, async (servers) => {
      const watched = await idleRows(servers, 'CPU while idle and looked at, above plain');
      host.isWatched = false;
      return [...watched, ...(await idleRows(servers, 'CPU while idle, above plain'))];
    });
    const rows = [...starts, ...throughputRows(throughput), ...idle, ...(await memoryRows(node, ways))];
    return { name: 'agent', rows, summary: summaryOf(rows, throughput) };
  } finally {
    host.dispose();
    sink.close();
  }
}

/** More starts tell nothing new. */
const STARTS = 60;

function summaryOf(rows: readonly BenchRow[], { shares }: Throughput): string {
  const of = (way: string, metric: string, digits: number): string =>
    rows.find((one) => one.label === way && one.metric === metric)?.median.toFixed(digits) ?? '?';
  const rate = (way: string): string => {
    const { low, high } = medianInterval((shares.get(way) ?? []).map(({ requestsPerSecond }) => requestsPerSecond));
    return `${of(way, 'requests per second / plain', 3)} (95 % certain: ${low.toFixed(3)} to ${high.toFixed(3)})`;
  };
  const told = (way: string): string =>
    `${rate(way)} of the requests per second, ${of(way, 'CPU per request / plain', 3)} of the CPU for each, ` +
    `${of(way, 'time to start and end, above plain', 1)} ms to start, ` +
    `${of(way, 'CPU while idle, above plain', 2)} % of a core while idle, ${of(way, 'own memory above plain', 1)} MB of its own`;
  return (
    `The agent: ${told(AGENT)} (targets 0.97, 3 ms, 0.3 %, 5 MB; control ${rate(CONTROL)}). ` +
    `OpenTelemetry: ${told(OTEL)}.`
  );
}

function optionOf(args: readonly string[], name: string): string | undefined {
  return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
