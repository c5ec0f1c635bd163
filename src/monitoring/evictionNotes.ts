import type { Eviction } from '../series/eviction';
import { evictionText } from './evictionText';

/** Once a minute is enough to know that the store gives up values. */
const TOLD_EVERY_MS = 60_000;

/** Says what the store gave up of a session, but not each time. */
export class EvictionNotes {
  private lastMs = -Infinity;

  /** The text for an eviction; undefined where one was told lately. */
  textOf(eviction: Eviction, timeMs: number): string | undefined {
    if (timeMs - this.lastMs < TOLD_EVERY_MS) return undefined;
    this.lastMs = timeMs;
    return evictionText(eviction);
  }
}
