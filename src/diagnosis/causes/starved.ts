import { formatText } from '../../shared/units';
import { starvation } from '../../shared/starvation';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Figures } from '../figures';
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
    evidence: [
      `It wanted ${formatText(wantedCores, 'cores')} of a core and got ${formatText(gotCores, 'cores')}.`,
      ...machineEvidence(tree),
    ],
    advice: 'Close what else keeps the machine busy, or look at this run again when the machine is quiet.',
  };
}

/** What the machine was like meanwhile, as far as that is known. */
function machineEvidence(tree: Figures): readonly string[] {
  const busy = tree.mean('system.cpu.utilization');
  const pressure = tree.mean('system.cpu.pressure');
  return [
    ...(busy === undefined
      ? []
      : [`The processors of the machine were busy for ${formatText(busy, 'ratio')} of the time.`]),
    ...(pressure === undefined
      ? []
      : [`Programs had to wait for one in ${formatText(pressure, 'ratio')} of the time.`]),
  ];
}
