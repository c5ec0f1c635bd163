/** How long samples are kept, milliseconds: at full resolution, and in buckets of ten seconds. */
export interface Retention {
  readonly fullMs: number;
  readonly coarseMs: number;
}

/** An hour at full resolution, a day in buckets. */
export const DEFAULT_RETENTION: Retention = { fullMs: 3_600_000, coarseMs: 86_400_000 };
