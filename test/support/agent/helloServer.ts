import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import autocannon from 'autocannon';
import { inRepository } from '../../host/paths';

/** What a server has cost so far. */
export interface Usage {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** What is its own, without the pages of Node's file that all programs of Node share. */
  readonly privateBytes: number;
}

/** What came of one burst of requests. */
export interface Burst {
  readonly requestsPerSecond: number;
  readonly cpuSecondsPerRequest: number;
}

const CONNECTIONS = 10;

/** The server of test/fixtures/programs/hello.js, started in one of several ways. */
export class HelloServer {
  private constructor(
    private readonly process: ChildProcessByStdio<null, Readable, null>,
    private readonly url: string,
  ) {}

  /** Rejects when it ends before it listens. */
  static async start(node: string, env: NodeJS.ProcessEnv): Promise<HelloServer> {
    const file = inRepository('test', 'fixtures', 'programs', 'hello.js');
    const child = spawn(node, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`the server ended with ${String(code)}`);
      }),
    ])) as [Buffer];
    return new HelloServer(child, `http://127.0.0.1:${said.toString().trim()}`);
  }

  async usage(): Promise<Usage> {
    const response = await fetch(`${this.url}/usage`);
    return (await response.json()) as Usage;
  }

  /** Sends so many requests as fast as they are answered. */
  async burst(amount: number): Promise<Burst> {
    const before = await this.usage();
    const times = await responseTimes({ url: this.url, connections: CONNECTIONS, amount, sampleInt: 10 });
    if (times.length !== amount) throw new Error(`${times.length} of ${amount} requests were answered`);
    const seconds = ((times.at(-1) ?? NaN) - (times[0] ?? NaN)) / 1e3;
    const { cpuSeconds } = await this.usage();
    return {
      requestsPerSecond: (amount - 1) / seconds,
      cpuSecondsPerRequest: (cpuSeconds - before.cpuSeconds) / amount,
    };
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }
}

/** When each good response came, milliseconds: autocannon's own figures know whole intervals only. */
async function responseTimes(options: autocannon.Options): Promise<readonly number[]> {
  const times: number[] = [];
  await new Promise<void>((resolve, reject) => {
    const load = autocannon(options, (error: unknown) => {
      if (error === null || error === undefined) resolve();
      else reject(new Error('autocannon failed', { cause: error }));
    });
    load.on('response', (_client, status) => {
      if (status === 200) times.push(performance.now());
    });
  });
  return times;
}
