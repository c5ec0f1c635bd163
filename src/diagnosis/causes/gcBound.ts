import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

/** Programs in good health spend a few per cent of their time in the collector. */
const GC_SHARE = 0.1;

/** A Node process spends its time collecting garbage. */
export function gcBound({ processes }: DiagnosedRun): Verdict | undefined {
  const [worst] = processes
    .map(({ key, name, figures }) => ({ key, name, figures, share: figures.mean('v8js.gc.duration') ?? 0 }))
    .filter(({ share }) => share >= GC_SHARE)
    .sort((a, b) => b.share - a.share);
  if (worst === undefined) return undefined;
  const used = worst.figures.mean('v8js.memory.heap.used');
  const limit = worst.figures.mean('v8js.memory.heap.limit');
  return {
    kind: 'gcBound',
    certainty: 'certain',
    title: `Garbage collection takes the time: ${worst.name}`,
    evidence: [
      `It pauses for ${formatText(worst.share, 'ratio')} of the time.`,
      ...(used === undefined || limit === undefined
        ? []
        : [`The heap holds ${formatText(used, 'bytes')} of at most ${formatText(limit, 'bytes')}.`]),
    ],
    capture: 'heapProfile',
    process: worst.key,
    advice: 'Allocate less in what runs often, or keep less alive; a heap near its limit is collected ever more often.',
  };
}
