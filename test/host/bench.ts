import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BenchResult, benchText } from '../support/bench';
import { inRepository } from './paths';

/**
 * `npm run bench [NAME...] [-- ARGUMENTS]`: runs the benchmarks of test/bench that are named, or all, one after the
 * other, and prints a table of each, followed by lines of JSON for machines. What starts with a dash or is a path, and
 * all after it, is handed to the benchmarks.
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
  for (const name of names.length > 0 ? names : all) process.stdout.write(benchText(await load(name).run(args)));
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
