import assert from 'node:assert/strict';
import { inRepository } from '../host/paths';
import { watchProgram } from '../support/watchProgram';

const SECONDS = 600;

/** Servers under steady and bursty load, a build, a test run, and what else is busy without being in trouble. */
const HEALTHY = ['servesSteadily', 'servesInBursts', 'builds', 'runsTests', 'readsFiles', 'recyclesMemory', 'idles'];

// The short form is in the tests of a person's view: a demo server that nobody is told anything of for two minutes.
describe('ten minutes of healthy programs, under the default rules', () => {
  it('raise no toast', async () => {
    const told = await Promise.all(
      HEALTHY.map((name) => {
        const command = [process.execPath, inRepository('test', 'fixtures', 'programs', 'faults.js'), name];
        return watchProgram(name, command, SECONDS);
      }),
    );
    assert.deepEqual(told.flat(2), []);
  });
});
