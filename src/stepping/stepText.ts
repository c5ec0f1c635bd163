import { formatText } from '../shared/units';
import type { StepCost } from './stepCost';
import type { PlaceHistory } from './stopHistory';

/** Smaller changes of memory are noise of the allocator: nobody is told of them. */
const LEAST_BYTES = 10_000;

/** A cost in one line: `12 ms · CPU 10 ms · memory +1.2 MB`. What is not known, or did not change, is left out. */
export function stepText({ elapsedMs, cpuSeconds, memoryBytes, heapBytes }: StepCost): string {
  const parts = [formatText(elapsedMs / 1000, 'seconds')];
  if (cpuSeconds !== undefined) parts.push(`CPU ${formatText(cpuSeconds, 'seconds')}`);
  parts.push(...changeText('memory', memoryBytes), ...changeText('heap', heapBytes));
  return parts.join(' · ');
}

/** What is known of a place, as a line for each figure; the first says how often it was reached. */
export function placeTexts({ count, elapsedMs, cpuSeconds }: PlaceHistory): readonly string[] {
  const figures = (name: string, { mean, p95 }: { readonly mean: number; readonly p95: number }): string =>
    `${name}: mean ${formatText(mean, 'seconds')}, p95 ${formatText(p95, 'seconds')}`;
  return [
    count === 1 ? 'reached once' : `reached ${count} times`,
    figures('time', { mean: elapsedMs.mean / 1000, p95: elapsedMs.p95 / 1000 }),
    ...(cpuSeconds === undefined ? [] : [figures('CPU', cpuSeconds)]),
  ];
}

function changeText(name: string, bytes: number | undefined): readonly string[] {
  if (bytes === undefined || Math.abs(bytes) < LEAST_BYTES) return [];
  return [`${name} ${bytes > 0 ? '+' : '−'}${formatText(Math.abs(bytes), 'bytes')}`];
}
