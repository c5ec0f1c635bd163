import { spawn } from 'node:child_process';
import { firstOf, type Probe } from './probe';

/** A command, without a shell: it is well if it exits with 0. What it writes is not read. */
export function commandProbe({ file, args, cwd }: ProbeCommand): Probe {
  return {
    // Arguments may hold secrets.
    check: `the command "${file}"`,
    ask: (cancelled) =>
      firstOf(cancelled, (settle) => {
        const child = spawn(file, args, {
          stdio: 'ignore',
          shell: false,
          windowsHide: true,
          // A group of its own, so that what it started ends with it.
          detached: process.platform !== 'win32',
          ...(cwd === undefined ? {} : { cwd }),
        });
        let isOver = false;
        child.once('error', (error: NodeJS.ErrnoException) => {
          isOver = true;
          settle({ kind: 'refused', reason: `cannot be started: ${error.code ?? error.message}` });
        });
        child.once('exit', (code, signal) => {
          isOver = true;
          const reason = code === null ? `was ended by ${signal ?? 'a signal'}` : `exited with code ${code}`;
          settle(code === 0 ? { kind: 'answered' } : { kind: 'refused', reason });
        });
        return () => {
          if (!isOver) endGroup(child.pid);
        };
      }),
  };
}

export interface ProbeCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute; the extension host's own where it is absent. */
  readonly cwd?: string;
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}
