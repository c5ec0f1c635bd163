import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';

/**
 * Runs every `*.test.js` below `folder` (absolute), in alphabetical order, and prints the spec report on the console.
 * Rejects when a file cannot be loaded.
 */
export async function runMocha(folder: string, options: MochaRunOptions): Promise<TestCounts> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: options.color,
    timeout: options.timeoutMs,
    ...(options.grep === undefined ? {} : { grep: new RegExp(options.grep) }),
  });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.js')).sort()) mocha.addFile(join(folder, file));
  return new Promise((resolve, reject) => {
    try {
      const failures: string[] = [];
      const runner = mocha.run(() => {
        const { passes = 0, pending = 0 } = runner.stats ?? {};
        resolve({ passed: passes, failures, skipped: pending });
      });
      runner.on('fail', (test, error: unknown) => failures.push(`${test.fullTitle()}: ${format(error)}`));
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

export interface MochaRunOptions {
  /** Time limit of one test, milliseconds. */
  readonly timeoutMs: number;
  /** A regular expression: runs only tests whose full title matches. */
  readonly grep?: string;
  readonly color: boolean;
}

export interface TestCounts {
  readonly passed: number;
  /** What failed and why, a text each. */
  readonly failures: readonly string[];
  readonly skipped: number;
}
