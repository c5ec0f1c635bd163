import { formatText } from '../../shared/units';
import { starvation } from '../../shared/starvation';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

/** Other programs take the processors: the tree was ready to run and had to wait. */
export function starved({ tree }: DiagnosedRun): Verdict | undefined {
  const found = starvation(tree.mean('process.cpu.time'), tree.mean('process.cpu.wait_time'));
  if (found === undefined) return undefined;
  const { wantedCores, gotCores } = found;
  return {
    kind: 'starved',
    certainty: 'certain',
    title: 'Starved by other programs',
    evidence: [`It wanted ${formatText(wantedCores, 'cores')} of a core and got ${formatText(gotCores, 'cores')}.`],
    advice: 'Close what else keeps the machine busy, or look at this run again when the machine is quiet.',
  };
}
