import type { CaptureKind } from './capture';
import type { MetricName } from './metrics';

/** The evidence that may show why a metric is as it is; undefined where none would. */
export function captureFor(metric: MetricName): CaptureKind | undefined {
  return BY_PREFIX.find(([prefix]) => metric.startsWith(prefix))?.[1];
}

/** The first prefix that fits counts. */
const BY_PREFIX = [
  ['process.cpu.', 'cpuProfile'],
  ['nodejs.eventloop.', 'cpuProfile'],
  ['http.server.request.duration', 'cpuProfile'],
  ['v8js.gc.', 'heapProfile'],
  ['v8js.memory.', 'heapSnapshot'],
  ['process.memory.', 'heapSnapshot'],
  ['v8js.resource.', 'threads'],
  ['process.thread.', 'threads'],
  ['process.unix.file_descriptor.', 'threads'],
] as const satisfies readonly (readonly [prefix: string, kind: CaptureKind])[];
