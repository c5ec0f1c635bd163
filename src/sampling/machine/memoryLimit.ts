import { totalmem } from 'node:os';
import { memoryLimit } from './controlGroups';
import type { MachineFacts } from './machineFacts';

/**
 * The memory that programs on a machine may use, bytes: the limit of our control group (a container's) or of one above it,
 * which Node does not ask for, else all that there is. Programs that we start are in the same control group.
 */
export function memoryLimitBytes(machine: MachineFacts, totalBytes = totalmem()): number {
  const told = [machine.constrainedMemory(), machine.platform === 'linux' ? memoryLimit(machine) : undefined];
  return Math.min(totalBytes, ...told.flatMap((bytes = 0) => (bytes > 0 ? [bytes] : [])));
}
