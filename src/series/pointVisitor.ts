import type { Bucket } from './bucket';

/** Receives what is read of a series, in order of time. A gap may be told twice in a row. */
export interface PointVisitor {
  /** `amount` and `weight` are the point's share in a mean: see `Bucket`. */
  point(timeMs: number, value: number, amount: number, weight: number): void;
  /** Points of which only this is left. Not to be kept: it may grow. */
  bucket(bucket: Readonly<Bucket>): void;
  /** Nothing connects what came before with what comes after. */
  gap(timeMs: number): void;
}
