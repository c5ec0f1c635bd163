import { parseArgs } from 'node:util';
import { withScope } from './scope';
import { suites } from './suites/all';
import type { Suite, SuiteOptions, SuiteOutcome } from './suites/suite';

/**
 * `npm test`: runs the suites one after the other, each to its end, and closes with the line `N passed, N failed`.
 * Ends with 1 when anything failed; a suite that broke or ran no test is a failure more. For developers:
 *
 *     npm test -- --only unit,vscode --grep "counter reset"
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const names = values.only?.split(',');
  const unknown = names?.filter((name) => !suites.some((suite) => suite.name === name)) ?? [];
  if (unknown.length > 0) {
    console.error(`No suite ${unknown.join(', ')}; there are: ${suites.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (const suite of suites.filter(({ name }) => !names || names.includes(name))) {
    const verdict = await runSuite(suite, values.grep);
    passed += verdict.passed;
    failed += verdict.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runSuite(suite: Suite, grep: string | undefined): Promise<Verdict> {
  console.log(`\n=== ${suite.name} ===`);
  const options: SuiteOptions = {
    env: process.env,
    print: (text) => process.stdout.write(text),
    ...(grep === undefined ? {} : { grep }),
  };
  const startMs = performance.now();
  const verdict = judge(await settle(suite, options), grep !== undefined);
  if (verdict.problem !== undefined) console.log(`${suite.name}: ${verdict.problem}`);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`${suite.name}: ${verdict.passed} passed, ${verdict.failed} failed in ${seconds} s`);
  return verdict;
}

interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly problem?: string;
}

/** Each suite has a scope of its own, so that nothing it started reaches into the next. */
async function settle(suite: Suite, options: SuiteOptions): Promise<SuiteOutcome> {
  try {
    return await withScope((scope) => suite.run(scope, options));
  } catch (error) {
    return { kind: 'broken', problem: error instanceof Error ? error.message : String(error) };
  }
}

function judge(outcome: SuiteOutcome, filtered: boolean): Verdict {
  const { passed = 0, failed = 0 } = outcome.counts ?? {};
  if (outcome.kind === 'broken') return { passed, failed: failed + 1, problem: outcome.problem };
  if (passed + failed === 0 && !filtered) return { passed, failed: 1, problem: 'No test ran.' };
  return { passed, failed };
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
