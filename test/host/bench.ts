import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { type BenchResult, benchText } from '../support/bench';
import { inRepository } from './paths';

/**
 * `npm run bench [NAME...] [-- ARGUMENTS]`: runs the benchmarks of test/bench that are named, or all, one after the
 * other, and prints a table of each, followed by lines of JSON for machines; all results of the call are in
 * out/bench.json. What starts with a dash or is a path, and all after it, is handed to the benchmarks. One that fails is
 * told, and the others run all the same.
 */
async function main(): Promise<void> {
  const all = readdirSync(folder).flatMap((file) => /^(.*)\.bench\.js$/.exec(file)?.[1] ?? []);
  const given = process.argv.slice(2);
  // npm swallows the `--` before the arguments, so that a path has to be told from a name by its looks.
  const firstArgument = given.findIndex((word) => word.startsWith('-') || /[./\\]/.test(word));
  const names = firstArgument < 0 ? given : given.slice(0, firstArgument);
  const args = given.slice(names.length).filter((word) => word !== '--');
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`No benchmark ${unknown.join(', ')}; there are: ${all.join(', ')}.`);
  const results: BenchResult[] = [];
  for (const name of names.length > 0 ? names : all) {
    try {
      const result = await load(name).run(args);
      results.push(result);
      process.stdout.write(benchText(result));
    } catch (error) {
      process.exitCode = 1;
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    writeFileSync(inRepository('out', 'bench.json'), JSON.stringify({ ...machine(), results }, null, 2));
  }
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

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
