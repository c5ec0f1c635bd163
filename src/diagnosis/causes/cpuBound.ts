import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Figures } from '../figures';
import { hottestEvidence } from '../hottestEvidence';
import type { Verdict } from '../../shared/diagnosis';

/** With less than this of a core, what waits for a processor may as well be many short tasks. */
const LEAST_CORES = 0.2;

/** A thread that never rests shows as a process at one core or more in most samples. */
const BUSY_CORES = 0.85;
const BUSY_SHARE = 0.7;

/** At least one process computes nearly all the time: it cannot go faster than a core does. */
export function cpuBound({ tree, processes }: DiagnosedRun): Verdict | undefined {
  // In a container that may use half a processor, half of one is all that there is.
  const limit = Math.min(1, tree.mean('system.cpu.limit') ?? 1);
  const busyCores = BUSY_CORES * limit;
  const busy = processes.filter(({ figures }) => isBusy(figures, busyCores));
  const [worst] = [...busy].sort(
    (a, b) => (b.figures.mean('process.cpu.time') ?? 0) - (a.figures.mean('process.cpu.time') ?? 0),
  );
  if (worst === undefined) return undefined;
  const cpu = worst.figures.statistics('process.cpu.time');
  const others = busy.length === 1 ? '' : ` and ${busy.length - 1} more`;
  return {
    kind: 'cpuBound',
    certainty: isBusyAlone(worst.figures, busyCores) ? 'certain' : 'likely',
    title: `CPU bound: ${worst.name}${others}`,
    evidence: [
      `CPU ${formatText(cpu?.median, 'cores')} of a core in the middle, ${formatText(cpu?.p95, 'cores')} at p95.`,
      ...(limit < 1 ? [`Its container may use ${formatText(limit, 'cores')} of one.`] : []),
      ...hottestEvidence(worst),
    ],
    capture: 'cpuProfile',
    process: worst.key,
    advice: 'Record a CPU profile to see which functions compute; then do less, do it once, or spread it over workers.',
  };
}

function isBusyAlone(figures: Figures, busyCores: number): boolean {
  return (figures.shareAbove('process.cpu.time', busyCores) ?? 0) >= BUSY_SHARE;
}

/** On a busy machine a program that computes all the time gets less than a core, and waits for the rest. */
function isBusy(figures: Figures, busyCores: number): boolean {
  if (isBusyAlone(figures, busyCores)) return true;
  const waits = new Map(figures.values('process.cpu.wait_time'));
  const times = figures.values('process.cpu.time');
  const wanted = times.filter(([timeMs, cores]) => cores + (waits.get(timeMs) ?? 0) >= busyCores);
  return wanted.length >= BUSY_SHARE * times.length && (figures.mean('process.cpu.time') ?? 0) >= LEAST_CORES;
}
