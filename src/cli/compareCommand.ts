import { compareRuns } from '../comparing/compareRuns';
import { COMPARISON_HEAD, comparisonRow } from '../comparing/comparisonText';
import { formatDuration } from '../shared/units';
import { EXIT } from './exitCodes';
import { loadRun } from './loadRun';
import { table } from './table';

/** Compares two recorded runs and writes the table. Returns the code to exit with. */
export async function compareCommand(before: string, after: string, ports: ComparePorts): Promise<number> {
  const [first, second] = await Promise.all([loadRun(before), loadRun(after)]);
  for (const run of [first, second]) if (run.kind === 'problem') ports.error(`${run.text}\n`);
  if (first.kind === 'problem' || second.kind === 'problem') return EXIT.failed;
  const comparisons = compareRuns(first, second);
  if (comparisons.length === 0) {
    ports.error('The two runs have no metric in common that could be compared.\n');
    return EXIT.failed;
  }
  const spanMs = Math.max(...comparisons.map((comparison) => comparison.spanMs));
  ports.write(`The first ${formatDuration(spanMs)} of each run, pauses left out\n`);
  ports.write(table([COMPARISON_HEAD, ...comparisons.map(comparisonRow)]));
  return EXIT.ok;
}

export interface ComparePorts {
  write(text: string): void;
  error(text: string): void;
}
