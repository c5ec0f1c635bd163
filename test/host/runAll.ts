import { parseArgs } from 'node:util';
import { type Scope, withScope } from './scope';
import { stages } from './suites/all';
import type { TestCounts } from '../support/runMocha';
import type { Suite, SuiteOptions, SuiteOutcome } from './suites/suite';

/**
 * `npm test`: runs the suites stage by stage, each to its end, and closes with what failed, where something did, and
 * the line `N passed, N failed, N skipped`. Ends with 1 when anything failed; a suite that broke or ran no test is a
 * failure more. For developers:
 *
 *     npm test -- --only unit,vscode --grep "counter reset"
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const all = stages.flat(2).map(({ name }) => name);
  const wanted = values.only?.split(',') ?? all;
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`No suite ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
    return 2;
  }
  const verdicts: Verdict[] = [];
  for (const stage of stages) {
    const lanes = stage.map((lane) => lane.filter(({ name }) => wanted.includes(name)));
    const busy = lanes.filter((lane) => lane.length > 0);
    verdicts.push(...(await withScope((scope) => runStage(scope, busy, values.grep))));
  }
  const sum = (count: 'passed' | 'skipped'): number => verdicts.reduce((total, verdict) => total + verdict[count], 0);
  const failures = verdicts.flatMap((verdict) => verdict.failures);
  if (failures.length > 0) console.log(['\nWhat failed:', ...failures].join('\n'));
  console.log(`${sum('passed')} passed, ${failures.length} failed, ${sum('skipped')} skipped`);
  return failures.length === 0 ? 0 : 1;
}

/** The scope is the stage's, so that nothing it started reaches into the next. */
async function runStage(
  scope: Scope,
  lanes: readonly (readonly Suite[])[],
  grep: string | undefined,
): Promise<readonly Verdict[]> {
  const runLane = async (lane: readonly Suite[]): Promise<readonly Verdict[]> => {
    const verdicts: Verdict[] = [];
    // Of suites that run side by side each is printed as a whole, when it has ended.
    for (const suite of lane) verdicts.push(await runSuite(suite, scope, lanes.length === 1 ? direct : kept(), grep));
    return verdicts;
  };
  return (await Promise.all(lanes.map(runLane))).flat();
}

/** Where the output of a suite goes. */
interface Output {
  readonly print: (text: string) => void;
  readonly end: () => void;
}

const direct: Output = { print: (text) => process.stdout.write(text), end: () => undefined };

function kept(): Output {
  const texts: string[] = [];
  return { print: (text) => texts.push(text), end: () => process.stdout.write(texts.join('')) };
}

async function runSuite(suite: Suite, scope: Scope, output: Output, grep: string | undefined): Promise<Verdict> {
  output.print(`\n=== ${suite.name} ===\n`);
  const options: SuiteOptions = { env: process.env, print: output.print, ...(grep === undefined ? {} : { grep }) };
  const startMs = performance.now();
  const verdict = judge(await settle(suite, scope, options), grep !== undefined);
  if (verdict.problem !== undefined) output.print(`${suite.name}: ${verdict.problem}\n`);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  output.print(`${suite.name}: ${verdict.passed} passed, ${verdict.failures.length} failed in ${seconds} s\n`);
  output.end();
  return verdict;
}

interface Verdict extends TestCounts {
  /** Why the suite counts as one failure more. */
  readonly problem?: string;
}

async function settle(suite: Suite, scope: Scope, options: SuiteOptions): Promise<SuiteOutcome> {
  try {
    return await suite.run(scope, options);
  } catch (error) {
    return { kind: 'broken', problem: error instanceof Error ? error.message : String(error) };
  }
}

function judge(outcome: SuiteOutcome, filtered: boolean): Verdict {
  const counts = outcome.counts ?? { passed: 0, failures: [], skipped: 0 };
  const problem =
    outcome.kind === 'broken' ? outcome.problem : noTestRan(counts) && !filtered ? 'No test ran.' : undefined;
  if (problem === undefined) return counts;
  return { ...counts, failures: [...counts.failures, problem], problem };
}

function noTestRan({ passed, failures }: TestCounts): boolean {
  return passed + failures.length === 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
