import { execFile } from 'node:child_process';
import { inRepository } from '../../host/paths';

/** The built command. */
export const CLI = inRepository('dist', 'cli.js');

/** How the command ended, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command to its end, under pipes. */
export function processMonitor(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI, ...args], (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
