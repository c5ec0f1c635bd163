import { totalmem } from 'node:os';
import { memoryLimitBytes } from '../sampling/memoryLimit';

/** The memory that programs of this window may use, bytes: of its container, else of the machine. */
export function availableMemoryBytes(): number {
  return memoryLimitBytes({ totalBytes: totalmem(), constrainedBytes: process.constrainedMemory() });
}
