import { fork } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { type BenchResult, benchText } from '../support/bench';
import { endTree } from './childProcess';
import { inRepository } from './paths';
import { withScope, type Scope } from './scope';

/**
 * `npm run bench [NAME...] [-- ARGUMENTS]`: runs the benchmarks of test/bench that are named, or all, one after the
 * other, and prints a table of each, followed by lines of JSON for machines; all results of the call are in
 * out/bench.json. What starts with a dash or is a path, and all after it, is handed to the benchmarks. Each runs in a
 * process of its own, so that none finds what another has left there, and ends with this one. One that fails or leaves
 * something running is told at the end and in the file, and the others run all the same.
 */
async function main(scope: Scope): Promise<void> {
  const all = readdirSync(folder).flatMap((file) => /^(.*)\.bench\.js$/.exec(file)?.[1] ?? []);
  const given = process.argv.slice(2);
  // npm swallows the `--` before the arguments, so that a path has to be told from a name by its looks.
  const firstArgument = given.findIndex((word) => word.startsWith('-') || /[./\\]/.test(word));
  const names = firstArgument < 0 ? given : given.slice(0, firstArgument);
  const args = given.slice(names.length).filter((word) => word !== '--');
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
  const results: BenchResult[] = [];
  const failures: string[] = [];
  for (const name of names.length > 0 ? names : all) {
    const { result, failure } = await inOwnProcess(scope, name, args);
    if (result !== undefined) {
      results.push(result);
      process.stdout.write(benchText(result));
    }
    if (failure !== undefined) {
      failures.push(`${name}: ${failure}`);
      console.error(`${name}: ${failure}`);
    }
    writeFileSync(inRepository('out', 'bench.json'), JSON.stringify({ ...machine(), results, failures }, null, 2));
  }
  if (failures.length === 0) return;
  process.exitCode = 1;
  if (results.length + failures.length > 1) console.error(`Failed:\n${failures.join('\n')}`);
}

/** What a benchmark came to; both where it came to its result and did not end then. */
interface Outcome {
  readonly result?: BenchResult;
  readonly failure?: string;
}

/** Whatever a benchmark has started is over soon after its result. */
const ENDS_WITHIN_MS = 15_000;

function inOwnProcess(scope: Scope, name: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, [OWN]: '1' };
    // Infinity and NaN are no JSON.
    const child = fork(__filename, [name, ...args], { env, serialization: 'advanced', detached: true });
    const end = async (): Promise<void> => {
      // The number of one that has ended may be another's by now.
      if (child.exitCode === null && child.signalCode === null) await endTree(child);
    };
    scope.own(end);
    let outcome: Outcome = {};
    let ending: NodeJS.Timeout | undefined;
    child.on('message', (message: Outcome) => {
      outcome = message;
      ending = setTimeout(() => {
        outcome = { ...outcome, failure: 'it has left something running after its end.' };
        void end();
      }, ENDS_WITHIN_MS);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(ending);
      const isSilent = outcome.result === undefined && outcome.failure === undefined;
      resolve(isSilent ? { failure: `it ended with ${code ?? signal ?? 'no code'} before its result.` } : outcome);
    });
  });
}

/** Set in the process of one benchmark. */
const OWN = 'PROCESS_MONITOR_BENCH';

async function runOne(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  // Whoever asked has gone: the programs that were started are ended as if we were told to end.
  const abandon = (): boolean => process.kill(process.pid, 'SIGTERM');
  process.once('disconnect', abandon);
  const outcome = await load(name)
    .run(args)
    .then(
      (result): Outcome => ({ result }),
      (error: unknown): Outcome => ({ failure: error instanceof Error ? error.message : String(error) }),
    );
  process.removeListener('disconnect', abandon);
  process.send?.(outcome, () => {
    process.disconnect();
  });
}

/** Where figures were measured: without it they say little. */
function machine(): object {
  const [cpu] = cpus();
  return {
    measuredAt: new Date().toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: `${cpus().length} x ${cpu?.model ?? 'unknown'}`,
    loadAverage: loadavg(),
  };
}

const folder = inRepository('out', 'bench');

interface Bench {
  run(args: readonly string[]): Promise<BenchResult>;
}

function load(name: string): Bench {
  return createRequire(__filename)(inRepository('out', 'bench', `${name}.bench.js`)) as Bench;
}

(process.env[OWN] === undefined ? withScope(main) : runOne()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
