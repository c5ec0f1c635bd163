import type { SessionId } from '../shared/sample';
import type { SessionEviction } from './eviction';
import { DEFAULT_LIMITS, SessionStore, type StoreLimits } from './sessionStore';
import type { TimeSeries } from './timeSeries';

/**
 * The stores of all sessions of a window, together within a limit of bytes. It holds at every moment: whatever grows is
 * paid for at once. When the limit is passed, these are given up, until nine tenths of it are left:
 *
 * 1. all series of exited processes, the earliest exit first, over all sessions;
 * 2. the older half of what the tree's series of an ended session hold, again and again, the earliest end first;
 * 3. the older half of what series of living processes hold, the largest first.
 *
 * A half is taken of the full resolution first, of the coarse buckets when that is down to one chunk. The tree's series
 * of a session that lives are never touched; so the limit is passed when they alone, with a chunk or two of every other
 * series, are larger.
 */
export class StoreBudget {
  private readonly stores = new Map<SessionId, SessionStore>();
  private heldBytes = 0;
  private isFreeing = false;

  constructor(private readonly options: StoreBudgetOptions = {}) {}

  /** Bytes held by all stores. */
  get bytes(): number {
    return this.heldBytes;
  }

  /** The number of series that were given up so far, over all open sessions. */
  get evictedSeries(): number {
    return this.sumOf((store) => store.evictedSeries);
  }

  /** The number of samples that were not kept so far, over all open sessions. */
  get droppedSamples(): number {
    return this.sumOf((store) => store.droppedSamples);
  }

  /** The store of a session; a new one where there is none. */
  openSession(sessionId: SessionId): SessionStore {
    const known = this.stores.get(sessionId);
    if (known !== undefined) return known;
    const store = new SessionStore(this.options.limits ?? DEFAULT_LIMITS, {
      resized: (deltaBytes) => {
        this.heldBytes += deltaBytes;
        if (deltaBytes > 0) this.free();
      },
      evicted: (eviction) => this.options.onEvicted?.({ sessionId, eviction }),
    });
    this.stores.set(sessionId, store);
    return store;
  }

  /** Gives up the store of a session that nobody will ask for again. */
  closeSession(sessionId: SessionId): void {
    const store = this.stores.get(sessionId);
    if (store === undefined) return;
    this.stores.delete(sessionId);
    this.heldBytes -= store.bytes;
  }

  private free(): void {
    const limitBytes = this.options.limitBytes ?? DEFAULT_LIMIT_BYTES;
    if (this.isFreeing || this.heldBytes <= limitBytes) return;
    this.isFreeing = true;
    try {
      const targetBytes = limitBytes * LOW_WATER;
      this.evictProcesses(targetBytes);
      for (const [sessionId, store] of this.endedStores()) this.shrink(sessionId, store.treeSeries(), targetBytes);
      for (const [sessionId, store] of this.largestFirst()) this.shrink(sessionId, store.processSeries(), targetBytes);
    } finally {
      this.isFreeing = false;
    }
  }

  private evictProcesses(targetBytes: number): void {
    while (this.heldBytes > targetBytes) {
      let oldest: SessionStore | undefined;
      for (const store of this.stores.values()) {
        if ((store.oldestExitMs ?? Infinity) < (oldest?.oldestExitMs ?? Infinity)) oldest = store;
      }
      if (oldest?.evictOldestProcess() === undefined) return;
    }
  }

  /** Halves these series, the largest first, until enough is free or nothing is left to give up. */
  private shrink(sessionId: SessionId, series: readonly TimeSeries[], targetBytes: number): void {
    const beforeBytes = this.heldBytes;
    let candidates = series;
    while (this.heldBytes > targetBytes && candidates.length > 0) {
      const largestFirst = [...candidates].sort((a, b) => b.bytes - a.bytes);
      candidates = largestFirst.filter((each) => this.heldBytes > targetBytes && each.forgetOlderHalf());
    }
    const bytes = beforeBytes - this.heldBytes;
    if (bytes > 0) this.options.onEvicted?.({ sessionId, eviction: { kind: 'history', bytes } });
  }

  private endedStores(): readonly (readonly [SessionId, SessionStore])[] {
    const endMs = (store: SessionStore): number => store.endedAtMs ?? Infinity;
    return [...this.stores]
      .filter(([, store]) => store.endedAtMs !== undefined)
      .sort(([, a], [, b]) => endMs(a) - endMs(b));
  }

  private largestFirst(): readonly (readonly [SessionId, SessionStore])[] {
    return [...this.stores].sort(([, a], [, b]) => b.bytes - a.bytes);
  }

  private sumOf(value: (store: SessionStore) => number): number {
    return [...this.stores.values()].reduce((sum, store) => sum + value(store), 0);
  }
}

export interface StoreBudgetOptions {
  /** Bytes that all stores may hold together; 256 MB where nothing is said. */
  readonly limitBytes?: number;
  readonly limits?: StoreLimits;
  /** Told of each eviction, so that it can be shown. */
  readonly onEvicted?: (eviction: SessionEviction) => void;
}

const DEFAULT_LIMIT_BYTES = 256_000_000;

/** Freed to below the limit, so that the next chunk does not start the search again. */
const LOW_WATER = 0.9;
