import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { processTree, stillRunning } from './processTree';
import type { Scope } from './scope';

/** Starts a program in a process group of its own; the scope owns it and everything that it will start. */
export function startProcess(
  scope: Scope,
  command: string,
  args: readonly string[],
  options: StartOptions,
): OwnedProcess {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    options.onOutput?.(chunk.toString());
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<number | string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'unknown');
    });
  });
  const stop = () => endTree(child);
  scope.own(stop);
  return { pid: child.pid, exited, output: () => output, stop };
}

export interface StartOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called with each piece of standard output and standard error. */
  readonly onOutput?: (text: string) => void;
}

export interface OwnedProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** The exit code; a signal's name, or why it could not be started, as text. Never rejects. */
  readonly exited: Promise<number | string>;
  /** Standard output and standard error so far. */
  output(): string;
  /** Ends the whole tree and waits until it is gone; does nothing when it is. */
  stop(): Promise<void>;
}

const graceMs = 3000;
const pollMs = 50;

/**
 * Ends the leader of a process group and everything below it, and waits until it is gone: SIGTERM, then SIGKILL after the
 * grace. Terminals have groups of their own, so the tree is listed before it falls apart.
 */
export async function endTree(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode === null) execFileSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  const tree = processTree(pid);
  signalGroup(pid, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < graceMs && stillRunning(tree).length > 0; waitedMs += pollMs) await delay(pollMs);
  signalGroup(pid, 'SIGKILL');
  for (const survivor of stillRunning(tree)) signal(survivor.pid, 'SIGKILL');
}

/** A group outlives its leader as long as one member runs, so its number is not given out again. */
function signalGroup(pid: number, name: NodeJS.Signals): void {
  signal(-pid, name);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
