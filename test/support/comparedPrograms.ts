import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadRun } from '../../src/cli/loadRun';
import { compareRuns, type ComparedRun, type MetricComparison } from '../../src/comparing/compareRuns';
import { inRepository } from '../host/paths';

/** A program that does and counts a task of some milliseconds in every twentieth of a second. */
export interface ComparedProgram {
  /** How much there is to do in a task: 1 for the usual. */
  readonly work?: number;
  /** Megabytes that it holds from the start. */
  readonly heldMb?: number;
  /** Megabytes that it keeps with each task. */
  readonly leakMb?: number;
  readonly seconds: number;
}

/** Runs a program under the command line's monitor and reads the run that it wrote into `folder`. */
export async function recordedRun(folder: string, name: string, program: ComparedProgram): Promise<ComparedRun> {
  const file = join(folder, `${name}.json`);
  const args = ['run', '--interval', '100', '--export', file, '--', process.execPath, '-e', sourceOf(program)];
  await promisify(execFile)(process.execPath, [inRepository('dist', 'cli.js'), ...args]);
  const run = await loadRun(file);
  if (run.kind === 'problem') throw new Error(run.text);
  return run;
}

/** What is claimed to differ between two runs. */
export function claimsOf(before: ComparedRun, after: ComparedRun): readonly MetricComparison[] {
  return compareRuns(before, after).filter(
    ({ level, growth }) => level.kind === 'higher' || level.kind === 'lower' || growth !== undefined,
  );
}

/** Changes of a program, and what must be claimed of each. */
export const CHANGES = [
  {
    name: 'ten percent more work',
    change: { work: 1.1 },
    isFound: ({ metric, per, level }) => metric === 'process.cpu.time' && per === 'tasks' && level.kind === 'higher',
  },
  {
    name: 'more memory',
    change: { heldMb: 60 },
    isFound: ({ metric, level }) => metric === 'process.memory.usage' && level.kind === 'higher',
  },
  {
    name: 'a leak',
    change: { leakMb: 0.5 },
    isFound: ({ metric, growth }) => metric === 'process.memory.usage' && growth?.kind === 'growsFaster',
  },
] as const satisfies readonly {
  readonly name: string;
  readonly change: Partial<ComparedProgram>;
  readonly isFound: (claim: MetricComparison) => boolean;
}[];

/** Some five milliseconds of a processor of today. */
const ROUNDS = 1e6;

function sourceOf({ work = 1, heldMb = 30, leakMb = 0, seconds }: ComparedProgram): string {
  return `
    const held = [Buffer.alloc(${heldMb} * 1e6, 1)];
    const task = () => { let sum = 0; for (let i = 0; i < ${work * ROUNDS}; i++) sum = (sum * 31 + i) % 1000003; return sum; };
    setInterval(() => {
      task();
      globalThis.processMonitor?.counter('tasks');
      if (${leakMb} > 0) held.push(Buffer.alloc(${leakMb} * 1e6, 1));
    }, 50);
    setTimeout(() => process.exit(0), ${seconds * 1000});`;
}
