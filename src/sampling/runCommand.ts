import { execFile } from 'node:child_process';

/**
 * Runs a program without a shell and returns what it printed, in the C locale. Rejects if it cannot be started, fails, or
 * takes longer than 10 s.
 */
export const runCommand: CommandRunner = (file, args) =>
  new Promise((resolve, reject) => {
    const options = { timeout: 10_000, maxBuffer: 32_000_000, windowsHide: true, env: { ...process.env, LC_ALL: 'C' } };
    execFile(file, [...args], options, (error, stdout) => {
      if (error === null) resolve(stdout);
      // The error that comes from Node repeats all arguments; the name of the program is enough.
      else reject(new Error(`${file} failed: ${error.code ?? error.signal ?? 'unknown reason'}`));
    });
  });

export type CommandRunner = (file: string, args: readonly string[]) => Promise<string>;
