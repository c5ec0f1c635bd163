import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
import type { MemoryFigures } from '../shared/agentFrames';

/** The memory of this thread's isolate now, in bytes. */
export function memoryFigures(): MemoryFigures {
  const heap = getHeapStatistics();
  return {
    used: heap.used_heap_size,
    total: heap.total_heap_size,
    limit: heap.heap_size_limit,
    external: heap.external_memory,
    arrayBuffers: process.memoryUsage().arrayBuffers,
    spaces: getHeapSpaceStatistics().map((space) => [space.space_name, space.space_used_size] as const),
  };
}
