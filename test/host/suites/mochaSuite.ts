import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostResult, resultFile } from '../../support/hostReport';
import type { TestCounts } from '../../support/runMocha';
import { startProcess } from '../childProcess';
import { inRepository, repositoryRoot } from '../paths';
import { temporaryFolder } from '../temporary';
import type { Suite, SuiteOutcome } from './suite';
import { withTimeLimit } from './timeLimit';

/** The compiled tests below `out/FOLDER`, run by mocha in a process of their own. */
export function mochaSuite(name: string, folder: string, limits: MochaLimits): Suite {
  return {
    name,
    run: async (scope, { env, grep, print }) => {
      const report = await temporaryFolder(scope, 'mocha');
      const script = inRepository('out', 'host', 'mochaProcess.js');
      const tests = inRepository('out', folder);
      const args = ['--enable-source-maps', script, tests, report, String(limits.testMs), ...(grep ? [grep] : [])];
      const mocha = startProcess(scope, process.execPath, args, { cwd: repositoryRoot, env, onOutput: print });
      const code = await withTimeLimit(mocha.exited, limits.suiteMs);
      await mocha.stop();
      return outcome(join(report, resultFile), code, limits);
    },
  };
}

export interface MochaLimits {
  /** Time limit of one test, milliseconds. */
  readonly testMs: number;
  /** Time limit of the whole suite, milliseconds. */
  readonly suiteMs: number;
}

async function outcome(file: string, code: number | string | undefined, limits: MochaLimits): Promise<SuiteOutcome> {
  if (!existsSync(file)) {
    const reason = code === undefined ? `took over ${limits.suiteMs / 1000} s` : `ended with ${code}`;
    return { kind: 'broken', problem: `Mocha ${reason} and left no result.` };
  }
  const result = JSON.parse(await readFile(file, 'utf8')) as HostResult<TestCounts>;
  if (result.kind === 'failed') return { kind: 'broken', problem: result.error };
  if (code === 0) return { kind: 'ran', counts: result.value };
  const reason =
    code === undefined ? 'something that the tests opened is still open' : `the process ended with ${code}`;
  return { kind: 'broken', problem: `All tests came to their end, but ${reason}.`, counts: result.value };
}
