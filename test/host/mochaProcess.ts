import { format } from 'node:util';
import { writeResult } from '../support/hostReport';
import { runMocha } from '../support/runMocha';

/**
 * Runs compiled tests with mocha and leaves the counts in a folder; started by the runner, as
 *
 *     node mochaProcess.js TESTS REPORT_FOLDER TIMEOUT_MS [GREP]
 *
 * It does not call `process.exit`: a test that leaves something open is to be noticed.
 */
async function main(): Promise<void> {
  const [tests, report, timeoutMs, grep] = process.argv.slice(2);
  if (tests === undefined || report === undefined)
    throw new Error('Usage: mochaProcess.js TESTS REPORT TIMEOUT_MS [GREP]');
  const options = { timeoutMs: Number(timeoutMs), color: false, ...(grep === undefined ? {} : { grep }) };
  try {
    writeResult(report, { kind: 'finished', value: await runMocha(tests, options) });
  } catch (error) {
    writeResult(report, { kind: 'failed', error: format(error) });
  }
}

void main();
