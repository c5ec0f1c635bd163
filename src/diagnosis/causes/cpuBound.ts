import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import { hottestEvidence } from '../hottestEvidence';
import type { Verdict } from '../../shared/diagnosis';

/** A thread that never rests shows as a process at one core or more in most samples. */
const BUSY_CORES = 0.85;
const BUSY_SHARE = 0.7;

/** At least one process computes nearly all the time: it cannot go faster than a core does. */
export function cpuBound({ processes }: DiagnosedRun): Verdict | undefined {
  const busy = processes.filter(
    ({ figures }) => (figures.shareAbove('process.cpu.time', BUSY_CORES) ?? 0) >= BUSY_SHARE,
  );
  const [worst] = [...busy].sort(
    (a, b) => (b.figures.mean('process.cpu.time') ?? 0) - (a.figures.mean('process.cpu.time') ?? 0),
  );
  if (worst === undefined) return undefined;
  const cpu = worst.figures.statistics('process.cpu.time');
  const others = busy.length === 1 ? '' : ` and ${busy.length - 1} more`;
  return {
    kind: 'cpuBound',
    certainty: 'certain',
    title: `CPU bound: ${worst.name}${others}`,
    evidence: [
      `CPU ${formatText(cpu?.median, 'cores')} of a core in the middle, ${formatText(cpu?.p95, 'cores')} at p95.`,
      ...hottestEvidence(worst),
    ],
    capture: 'cpuProfile',
    process: worst.key,
    advice: 'Record a CPU profile to see which functions compute; then do less, do it once, or spread it over workers.',
  };
}
