/**
 * The runs that are to be removed: those that ended too long ago, then the oldest until what is left is within the size.
 * Runs that are pinned or still written stay, but their size counts.
 */
export function runsToRemove<T extends KeptRun>(
  runs: readonly T[],
  limits: HistoryLimits,
  nowMs: number,
): readonly T[] {
  const isFixed = (run: T): boolean => run.isPinned || run.isWriting;
  const newestFirst = [...runs].sort((a, b) => Number(isFixed(b)) - Number(isFixed(a)) || b.endedAtMs - a.endedAtMs);
  let keptBytes = 0;
  return newestFirst.filter((run) => {
    const isWithin = keptBytes + run.bytes <= limits.maxBytes && nowMs - run.endedAtMs <= limits.maxAgeMs;
    if (!isFixed(run) && !isWithin) return true;
    keptBytes += run.bytes;
    return false;
  });
}

/** How much is kept of earlier runs. */
export interface HistoryLimits {
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/** What decides whether a run is kept. */
export interface KeptRun {
  readonly endedAtMs: number;
  readonly bytes: number;
  readonly isPinned: boolean;
  readonly isWriting: boolean;
}
