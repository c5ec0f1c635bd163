import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BenchResult, benchText } from '../support/bench';
import { inRepository } from './paths';

/**
 * `npm run bench [NAME...] [-- ARGUMENTS]`: runs the benchmarks of test/bench that are named, or all, one after the
 * other, and prints a table of each, followed by lines of JSON for machines. What starts with a dash, and all after
 * it, is handed to the benchmarks.
 */
async function main(): Promise<void> {
  const all = readdirSync(folder).flatMap((file) => /^(.*)\.bench\.js$/.exec(file)?.[1] ?? []);
  const given = process.argv.slice(2);
  const firstOption = given.findIndex((word) => word.startsWith('-'));
  const names = firstOption < 0 ? given : given.slice(0, firstOption);
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
