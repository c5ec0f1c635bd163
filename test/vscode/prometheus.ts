import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { waitFor } from '../support/waitFor';

/** A real Prometheus that runs beside the test. */
export interface Prometheus {
  /** The newest values that a query gives: labels and value. */
  query(expression: string): Promise<readonly QueryResult[]>;
  stop(): Promise<void>;
}

export interface QueryResult {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Starts Debian's Prometheus with a configuration as it was pasted, in a folder of its own. */
export async function startPrometheus(configuration: string): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'process-monitor-prometheus-'));
  const file = join(folder, 'prometheus.yml');
  await writeFile(file, configuration, { mode: 0o600 });
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    'prometheus',
    [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=${address}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(server, 'exit');
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  await waitFor(
    async () => {
      if (server.exitCode !== null) throw new Error(said);
      return (await fetch(`http://${address}/-/ready`)).ok;
    },
    { timeoutMs: 20_000, what: 'Prometheus to be ready' },
  );
  return { stop, query: (expression) => query(address, expression) };
}

async function query(address: string, expression: string): Promise<readonly QueryResult[]> {
  const response = await fetch(`http://${address}/api/v1/query?query=${encodeURIComponent(expression)}`);
  const { data, error } = (await response.json()) as {
    readonly error?: string;
    readonly data?: { readonly result: readonly { metric: Record<string, string>; value: [number, string] }[] };
  };
  if (data === undefined) throw new Error(error);
  return data.result.map(({ metric, value: [, text] }) => ({ metric, value: Number(text) }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
