import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { waitFor } from './waitFor';

/** A real Prometheus that runs beside the test. */
export interface Prometheus {
  /** The newest values that a query gives: labels and value. */
  query(expression: string): Promise<readonly QueryResult[]>;
  /** All samples that a selector of a range gives when it is asked at a moment, epoch milliseconds. */
  samples(selector: string, atMs: number): Promise<readonly StoredSeries[]>;
  stop(): Promise<void>;
}

export interface QueryResult {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface StoredSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly samples: readonly { readonly timeMs: number; readonly value: number }[];
}

/**
 * Starts Debian's Prometheus with a configuration as it was pasted; on a database that is there, where one is named, else
 * on one of its own.
 */
export async function startPrometheus(configuration: string, database?: string): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'process-monitor-prometheus-'));
  const file = join(folder, 'prometheus.yml');
  await writeFile(file, configuration, { mode: 0o600 });
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    'prometheus',
    [
      `--config.file=${file}`,
      `--storage.tsdb.path=${database ?? join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ],
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
  return {
    stop,
    query: async (expression) => {
      const result = await ask(address, { query: expression });
      return result.map(({ metric, value = [0, ''] }) => ({ metric, value: Number(value[1]) }));
    },
    samples: async (selector, atMs) => {
      const result = await ask(address, { query: selector, time: String(atMs / 1_000) });
      return result.map(({ metric, values = [] }) => ({
        metric,
        samples: values.map(([seconds, text]) => ({ timeMs: Math.round(seconds * 1_000), value: Number(text) })),
      }));
    },
  };
}

interface ResultEntry {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [seconds: number, value: string];
  readonly values?: readonly (readonly [seconds: number, value: string])[];
}

async function ask(address: string, parameters: Readonly<Record<string, string>>): Promise<readonly ResultEntry[]> {
  const response = await fetch(`http://${address}/api/v1/query?${new URLSearchParams(parameters).toString()}`);
  const { data, error } = (await response.json()) as {
    readonly error?: string;
    readonly data?: { readonly result: readonly ResultEntry[] };
  };
  if (data === undefined) throw new Error(error);
  return data.result;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
