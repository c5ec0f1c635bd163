import { execFile } from 'node:child_process';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

/** The environment variable that tells a test file, run again behind a command, which of its suites is meant. */
export const INSIDE_VARIABLE = 'PROCESS_MONITOR_TEST_INSIDE';

/** Runs a compiled test file again behind a command such as `unshare`, and asserts that its tests passed there. */
export async function passesInside(testFile: string, suite: string, command: readonly string[]): Promise<void> {
  const [file = '', ...args] = command;
  const mocha = createRequire(__filename).resolve('mocha/bin/mocha.js');
  const options = { env: { ...process.env, [INSIDE_VARIABLE]: suite } };
  const run = promisify(execFile)(file, [...args, process.execPath, mocha, '--exit', '--no-config', testFile], options);
  // What the tests inside say of their failure is on the standard output.
  const output = await run.catch((error: unknown) => error as { stdout: string });
  assert.match(output.stdout, /[1-9]\d* passing/, output.stdout);
  assert.doesNotMatch(output.stdout, /failing/, output.stdout);
}
