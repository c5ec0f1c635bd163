import { compareRuns } from '../comparing/compareRuns';
import { COMPARISON_HEAD, comparisonRow } from '../comparing/comparisonText';
import { formatDuration } from '../shared/units';
import { EXIT } from './exitCodes';
import { loadRun } from './loadRun';
import { table } from './table';

/** Compares two recorded runs and writes the table. Returns the code to exit with. */
export async function compareCommand({ before, after, mark }: CompareOrder, ports: ComparePorts): Promise<number> {
  const [first, second] = await Promise.all([loadRun(before, mark), loadRun(after, mark)]);
  for (const run of [first, second]) if (run.kind === 'problem') ports.error(`${run.text}\n`);
  if (first.kind === 'problem' || second.kind === 'problem') return EXIT.failed;
  const comparisons = compareRuns(first, second);
  if (comparisons.length === 0) {
    ports.error('The two runs have no metric in common that could be compared.\n');
    return EXIT.failed;
  }
  const spanMs = Math.max(...comparisons.map((comparison) => comparison.spanMs));
  const since = mark === undefined ? '' : ` behind the mark "${mark}"`;
  ports.write(`The first ${formatDuration(spanMs)} of each run${since}, pauses left out\n`);
  ports.write(table([COMPARISON_HEAD, ...comparisons.map(comparisonRow)]));
  return EXIT.ok;
}

export interface CompareOrder {
  /** The files of the two runs. */
  readonly before: string;
  readonly after: string;
  /** The name of the mark at which both are aligned; absent for their starts. */
  readonly mark?: string;
}

export interface ComparePorts {
  write(text: string): void;
  error(text: string): void;
}
