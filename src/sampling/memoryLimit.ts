/** What the system says about its memory, bytes. */
export interface MemoryFacts {
  readonly totalBytes: number;
  /** The limit of the control group that we run in; undefined, 0 or more than there is where it has none. */
  readonly constrainedBytes: number | undefined;
}

/**
 * The memory that programs on this machine may use, bytes: the limit of the control group (a container's), else all that
 * there is. Programs that we start are in the same control group.
 */
export function memoryLimitBytes({ totalBytes, constrainedBytes = 0 }: MemoryFacts): number {
  return constrainedBytes > 0 && constrainedBytes < totalBytes ? constrainedBytes : totalBytes;
}
