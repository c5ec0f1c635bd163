import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

const NEAR_SHARE = 0.9;

/** Of what is kept for long; nearer to it V8 does hardly anything but collect. */
const NEAR_HEAP_SHARE = 0.85;

/** V8 counts three spaces for what is young into the limit of a heap, of 16 MiB each; what is kept has no room there. */
const YOUNG_BYTES = 48 * 1024 * 1024;

/** The tree uses nearly all memory that the machine or container gives, or a heap nearly all that it may have. */
export function memoryLimit({ tree, processes, memoryLimitBytes }: DiagnosedRun): Verdict | undefined {
  const used = tree.statistics('process.memory.usage')?.max;
  if (used !== undefined && memoryLimitBytes !== undefined && used >= NEAR_SHARE * memoryLimitBytes) {
    return verdict('Memory is nearly used up', used, memoryLimitBytes);
  }
  for (const { name, figures } of processes) {
    const heap = figures.statistics('v8js.memory.heap.used')?.p95;
    const limit = figures.mean('v8js.memory.heap.limit');
    if (heap !== undefined && limit !== undefined && heap >= NEAR_HEAP_SHARE * (limit - YOUNG_BYTES)) {
      return verdict(`The heap is nearly full: ${name}`, heap, limit);
    }
  }
  return undefined;
}

function verdict(title: string, used: number, limit: number): Verdict {
  return {
    kind: 'memoryLimit',
    certainty: 'certain',
    title,
    evidence: [`${formatText(used, 'bytes')} of ${formatText(limit, 'bytes')}.`],
    advice: 'Keep less in memory at once, or raise the limit where it is lower than it needs to be.',
  };
}
