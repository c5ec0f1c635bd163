import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { cpus } from 'node:os';
import { inRepository } from '../../host/paths';
import { answerSeconds } from './answerSeconds';

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
    const child = spawnOnLastProcessor([node, file], env);
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

  /** Sends so many requests as fast as they are answered, over a few connections. */
  async burst(amount: number): Promise<Burst> {
    const before = await this.usage();
    const seconds = await answerSeconds(Number(new URL(this.url).port), CONNECTIONS, amount);
    const { cpuSeconds } = await this.usage();
    return {
      requestsPerSecond: amount / seconds,
      cpuSecondsPerRequest: (cpuSeconds - before.cpuSeconds) / amount,
    };
  }

  stop(): void {
    this.process.kill('SIGKILL');
  }
}

/**
 * Starts a program that stays on the last processor: all servers then have the same one, and whoever asks them another.
 * On a machine with a single one there is no choice.
 */
function spawnOnLastProcessor(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): ChildProcessByStdio<null, Readable, null> {
  const last = cpus().length - 1;
  const [file, ...args] = last > 0 ? (['taskset', '--cpu-list', String(last), ...command] as const) : command;
  return spawn(file, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
}
