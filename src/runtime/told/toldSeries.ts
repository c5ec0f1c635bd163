/**
 * One series as a program tells it by its own means. `counter` and a cumulative histogram are what came together since the
 * program began; `increase` and other histograms what came since it last told them; a `quantile` is one that the program
 * has worked out itself.
 */
export type ToldSeries = {
  readonly name: string;
  readonly attributes: ToldAttributes;
} & (
  | { readonly type: 'gauge' | 'counter' | 'increase'; readonly value: number }
  | { readonly type: 'quantile'; readonly quantile: string; readonly value: number }
  | {
      readonly type: 'histogram';
      readonly isCumulative: boolean;
      readonly count: number;
      readonly buckets: readonly Bucket[];
    }
);

export type ToldAttributes = readonly (readonly [key: string, value: string])[];

/** How many values lie above `lower`, and not above `upper`; either bound may be infinite. */
export interface Bucket {
  readonly lower: number;
  readonly upper: number;
  readonly count: number;
}

/** What one program told at once. */
export interface Told {
  readonly series: readonly ToldSeries[];
  /** How many values were left out on the way: more than may be, or not understood. */
  readonly dropped: number;
}

/** Bounds of what a program may tell; what is beyond them is dropped and counted. */
export const TOLD_LIMITS = {
  /** Series that are kept of one process. */
  series: 300,
  nameLength: 120,
  attributes: 12,
  attributeLength: 120,
} as const;
