import { spawn, type ChildProcess } from 'node:child_process';

/** A program that uses about as much CPU time as it is told to, in one thread or in several. */
export class Burner {
  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
  ) {}

  /** Starts it, and waits until all its threads burn. */
  static async start({ cores, threads }: BurnerLoad): Promise<Burner> {
    const child = spawn(process.execPath, ['-e', SCRIPT, String(threads), String(cores / threads)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { pid } = child;
    if (pid === undefined) throw new Error('the burner cannot be started');
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return new Burner(child, pid);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

export interface BurnerLoad {
  /** Cores kept busy by all threads together. */
  readonly cores: number;
  readonly threads: number;
}

/** Each thread burns for its share of every 40 ms and sleeps for the rest; the main thread only waits. */
const SCRIPT = `
const { Worker } = require('node:worker_threads');
const [threads, share] = process.argv.slice(1).map(Number);
const code = 'const { workerData: share, parentPort } = require("node:worker_threads");' +
  'parentPort.postMessage("ready"); const pause = new Int32Array(new SharedArrayBuffer(4));' +
  'for (let at = performance.now(); ; at += 40) {' +
  '  while (performance.now() < at + 40 * share);' +
  '  const rest = at + 40 - performance.now(); if (rest > 0) Atomics.wait(pause, 0, 0, rest); else at -= rest; }';
let ready = 0;
for (let index = 0; index < threads; index += 1) {
  new Worker(code, { eval: true, workerData: share }).once('message', () => {
    ready += 1;
    if (ready === threads) console.log('ready');
  });
}
`;
