/** Time as a parameter. */
export interface Clock {
  /** Epoch milliseconds that never step back: the wall clock at start plus what has passed since. */
  nowMs(): number;
  /** The wall clock, epoch milliseconds; it may step. */
  wallMs(): number;
  /** Calls back once after a delay; the returned function cancels. */
  schedule(delayMs: number, callback: () => void): () => void;
}
