/** No cooldown grows longer. */
const LONGEST_MS = 3_600_000;

interface Cooldown {
  readonly toldAtMs: number;
  readonly lengthMs: number;
  /** Whether it would have been told again before the time was over. */
  readonly hasFlapped: boolean;
}

/**
 * Keeps one and the same thing from being told too often: after each time it is quiet for its cooldown, which doubles, up
 * to an hour, when it came back meanwhile, and is its own again after a time in which it did not.
 */
export class Cooldowns {
  private readonly byKey = new Map<string, Cooldown>();

  /** Whether the key may be told now. If it may not, that is noted as flapping. */
  mayTell(key: string, timeMs: number): boolean {
    const cooldown = this.byKey.get(key);
    if (cooldown === undefined || timeMs - cooldown.toldAtMs >= cooldown.lengthMs) return true;
    this.byKey.set(key, { ...cooldown, hasFlapped: true });
    return false;
  }

  /** The key is told now; `lengthMs` is its rule's own cooldown. */
  told(key: string, timeMs: number, lengthMs: number): void {
    const last = this.byKey.get(key);
    const doubled = last?.hasFlapped === true ? Math.min(LONGEST_MS, 2 * last.lengthMs) : lengthMs;
    this.byKey.set(key, { toldAtMs: timeMs, lengthMs: Math.max(lengthMs, doubled), hasFlapped: false });
  }
}
