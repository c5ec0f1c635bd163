import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Programs of `sh` that a test starts. At the end they are killed, with the processes whose pids they printed. */
export class ShellPrograms {
  private readonly programs: ShellProgram[] = [];

  /** Starts a script; `read line` in it waits until `end`. With `leads` it leads a process group and a session. */
  start(script: string, { leads, marker }: ShellOptions): ShellProgram {
    const [name = '', value = ''] = marker?.split('=') ?? [];
    const child = spawn('sh', ['-c', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: leads,
      env: { ...process.env, ...(marker === undefined ? {} : { [name]: value }) },
    });
    const program = new ShellProgram(child);
    this.programs.push(program);
    return program;
  }

  killAll(): void {
    for (const program of this.programs) program.kill();
    this.programs.length = 0;
  }
}

export interface ShellOptions {
  /** Whether the program leads a process group and a session of its own. */
  readonly leads: boolean;
  /** An entry of its environment, `NAME=value`. */
  readonly marker?: string;
}

/** A script that runs. */
export class ShellProgram {
  readonly pid: number;
  private readonly printed: Promise<number>;
  private printedAlready: number | undefined;

  constructor(private readonly child: ChildProcessByStdio<Writable, Readable, null>) {
    if (child.pid === undefined) throw new Error('sh cannot be started');
    this.pid = child.pid;
    this.printed = new Promise((resolve, reject) => {
      child.stdout.once('data', (data: Buffer) => {
        this.printedAlready = Number(data.toString());
        resolve(this.printedAlready);
      });
      child.once('error', reject);
    });
  }

  /** The pid that the script prints first. */
  printedPid(): Promise<number> {
    return this.printed;
  }

  /** Writes to the script's standard input. */
  write(text: string): void {
    this.child.stdin.write(text);
  }

  /** Lets `read line` go on, and waits until the script has ended. */
  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end('\n');
    await ended;
  }

  kill(): void {
    this.child.kill('SIGKILL');
    if (this.printedAlready === undefined) return;
    try {
      process.kill(this.printedAlready, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}
