import type { Clock } from '../../shared/clock';

/** One thing to be sent; `points` is how much room it takes. */
export interface Batch {
  readonly points: number;
}

/** How sending ended. `permanent`: the receiver will not take this one, however often it is asked. */
export type Sent =
  { readonly kind: 'sent' } | { readonly kind: 'failed'; readonly reason: string; readonly isPermanent: boolean };

/** What a queue needs of the rest. */
export interface PushQueuePorts<B extends Batch> {
  readonly clock: Clock;
  send(batch: B): Promise<Sent>;
  /** Sending has begun to fail, with the reason; or works again. Told once each. */
  onState(state: { readonly kind: 'failing'; readonly reason: string } | { readonly kind: 'working' }): void;
  /** From 0 to 1: spreads the tries of many windows. */
  random(): number;
  readonly mostPoints?: number;
}

/**
 * Batches on their way to a backend, oldest first, one at a time. While it does not answer they wait, and it is asked again
 * after 1 s, 2 s, 4 s, up to 5 minutes. They never take more than a bounded room: the oldest are dropped then, and counted.
 */
export class PushQueue<B extends Batch> {
  private waiting: B[] = [];
  private waitingPoints = 0;
  private droppedPoints = 0;
  private failures = 0;
  private isSending = false;
  private cancelRetry: (() => void) | undefined;
  private isOver = false;

  constructor(private readonly ports: PushQueuePorts<B>) {}

  /** Points that were never delivered and no longer wait. */
  get dropped(): number {
    return this.droppedPoints;
  }

  /** Batches that wait, the one under way included. */
  get size(): number {
    return this.waiting.length;
  }

  /** Adds a batch and sends it as soon as its turn comes. */
  add(batch: B): void {
    if (this.isOver) return;
    this.waiting.push(batch);
    this.waitingPoints += batch.points;
    const most = this.ports.mostPoints ?? MOST_POINTS;
    // The one under way is let go of last: it may be just about to arrive.
    const first = this.isSending ? 1 : 0;
    while (this.waitingPoints > most && this.waiting.length > first + 1) this.drop(first);
    if (this.cancelRetry === undefined) this.sendNext();
  }

  /** Sends nothing more; what waits is given up. */
  dispose(): void {
    this.isOver = true;
    this.cancelRetry?.();
    this.waiting = [];
  }

  private drop(index: number): void {
    const [gone] = this.waiting.splice(index, 1);
    this.waitingPoints -= gone?.points ?? 0;
    this.droppedPoints += gone?.points ?? 0;
  }

  private sendNext(): void {
    const [batch] = this.waiting;
    if (batch === undefined || this.isSending || this.isOver) return;
    this.isSending = true;
    this.ports
      .send(batch)
      .catch((error: unknown): Sent => ({ kind: 'failed', reason: String(error), isPermanent: true }))
      .then((sent) => {
        this.isSending = false;
        if (!this.isOver) this.settle(sent);
      }, rethrowLater);
  }

  private settle(sent: Sent): void {
    if (sent.kind === 'sent') {
      const [gone] = this.waiting.splice(0, 1);
      this.waitingPoints -= gone?.points ?? 0;
      if (this.failures > 0) this.ports.onState({ kind: 'working' });
      this.failures = 0;
      this.sendNext();
      return;
    }
    if (sent.isPermanent) this.drop(0);
    if (this.failures === 0) this.ports.onState({ kind: 'failing', reason: sent.reason });
    this.failures += 1;
    const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (this.failures - 1));
    this.cancelRetry = this.ports.clock.schedule(delayMs * (0.8 + 0.4 * this.ports.random()), () => {
      this.cancelRetry = undefined;
      this.sendNext();
    });
  }
}

/** About 10 MB. */
const MOST_POINTS = 50_000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 300_000;

/** What is thrown while an answer is taken in is a mistake of ours: it goes to whoever handles those. */
function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
