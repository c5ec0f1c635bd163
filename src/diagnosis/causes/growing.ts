import type { Growth } from '../../detection/growth';
import type { MetricName } from '../../shared/metrics';
import { formatDuration, formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

/** Slower growth of memory than this is not told: caches fill, and allocators keep what they were given. */
const LEAST_BYTES_PER_SECOND = 2e6 / 60;
const LEAST_PER_SECOND = 5 / 60;

/** Faster growth of memory is told of a Node program even where nothing grows that V8 knows of. */
const NATIVE_BYTES_PER_SECOND = 20e6 / 60;

/** Memory that grows steadily: of a Node program by its heap, where that is known, else by what the system counts. */
export function memoryGrowth({ tree, memoryLimitBytes }: DiagnosedRun): Verdict | undefined {
  const growth = tree.growth('process.memory.usage');
  if (growth === undefined || growth.perSecond < LEAST_BYTES_PER_SECOND) return undefined;
  const heap = tree.growth('v8js.memory.heap.used');
  // While a heap warms up, V8 takes more memory than it comes to use.
  const isKnownInside = tree.statistics('v8js.memory.heap.used') !== undefined;
  const inside = Math.max(heap?.perSecond ?? 0, tree.growth('v8js.memory.external')?.perSecond ?? 0);
  const isExplained = !isKnownInside || inside >= LEAST_BYTES_PER_SECOND / 2;
  if (!isExplained && growth.perSecond < NATIVE_BYTES_PER_SECOND) return undefined;
  const limits = [
    timeToLimit(tree.statistics('process.memory.usage')?.max, memoryLimitBytes, growth),
    ...(heap === undefined
      ? []
      : [timeToLimit(tree.statistics('v8js.memory.heap.used')?.max, tree.mean('v8js.memory.heap.limit'), heap)]),
  ].filter((seconds) => seconds !== undefined);
  const evidence = [
    `Memory grows by ${formatText(growth.perSecond * 60, 'bytes')} a minute for ${formatDuration(growth.spanMs)}.`,
  ];
  if (heap !== undefined)
    evidence.push(`The heap of the program grows with it, by ${formatText(heap.perSecond * 60, 'bytes')} a minute.`);
  if (limits.length > 0)
    evidence.push(`At this rate the limit is reached in ${formatDuration(Math.min(...limits) * 1000)}.`);
  return {
    kind: 'memoryGrowth',
    certainty: 'likely',
    title: 'Memory grows steadily',
    evidence,
    capture: 'heapSnapshot',
    advice:
      'Look for what is kept and never let go: caches without a bound, listeners, timers, lists. A heap profile names the place.',
  };
}

/** Descriptors that are opened and not closed. */
export function descriptorLeak({ tree }: DiagnosedRun): Verdict | undefined {
  return leak(tree.growth('process.unix.file_descriptor.count'), {
    kind: 'descriptorLeak',
    what: 'File descriptors',
    advice: 'Look for files, sockets or pipes that are opened and not closed, above all where something fails.',
  });
}

/** Handles of Node that are made and not given up: timers, sockets, watchers. */
export function handleLeak({ tree }: DiagnosedRun): Verdict | undefined {
  return leak(tree.growth('v8js.resource.active' satisfies MetricName), {
    kind: 'handleLeak',
    what: 'Active handles',
    advice: 'Look for timers that are not cleared and for sockets and watchers that are not closed.',
  });
}

function leak(
  growth: Growth | undefined,
  { kind, what, advice }: { readonly kind: Verdict['kind']; readonly what: string; readonly advice: string },
): Verdict | undefined {
  if (growth === undefined || growth.perSecond < LEAST_PER_SECOND) return undefined;
  return {
    kind,
    certainty: 'certain',
    capture: 'threads',
    title: `${what} grow steadily`,
    evidence: [
      `${what} grow by ${formatText(growth.perSecond * 60, 'count')} a minute for ${formatDuration(growth.spanMs)}.`,
    ],
    advice,
  };
}

/** Seconds until a value that grows reaches its limit; undefined where there is none, or it is behind. */
function timeToLimit(value: number | undefined, limit: number | undefined, growth: Growth): number | undefined {
  if (value === undefined || limit === undefined || limit <= value) return undefined;
  return (limit - value) / growth.perSecond;
}
