import type { ProcessKey, SessionId } from '../shared/sample';

/** What a store gave up to stay within its bounds. */
export type Eviction =
  /** All series of a process that had exited. */
  | { readonly kind: 'process'; readonly process: ProcessKey; readonly series: number; readonly bytes: number }
  /** The older part of what series held that stay. */
  | { readonly kind: 'history'; readonly bytes: number }
  /** For the first time there was no room for a new series: so many are held, all of the tree or of living processes. */
  | { readonly kind: 'refused'; readonly maxSeries: number };

/** An eviction and the session that it struck. */
export interface SessionEviction {
  readonly sessionId: SessionId;
  readonly eviction: Eviction;
}
