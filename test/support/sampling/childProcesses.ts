import { spawn, type ChildProcess } from 'node:child_process';

/** Node programs that a test starts; all are killed at the end, stopped ones too. */
export class ChildProcesses {
  private readonly children: ChildProcess[] = [];

  /** Starts a program of one line of code and waits until it runs and has printed something. */
  async start(code: string): Promise<RunningChild> {
    const child = spawn(process.execPath, ['-e', `console.log('ready');${code}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.children.push(child);
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('error', reject);
    });
    const { pid } = child;
    if (pid === undefined) throw new Error('the child has no pid');
    return { pid, exited: new Promise((resolve) => child.once('exit', resolve)) };
  }

  killAll(): void {
    for (const child of this.children) child.kill('SIGKILL');
    this.children.length = 0;
  }
}

export interface RunningChild {
  readonly pid: number;
  /** Settles when the child has ended and was collected. */
  readonly exited: Promise<unknown>;
}
