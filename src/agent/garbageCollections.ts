import { PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import type { GcKind, TickFrame } from '../shared/agentFrames';
import { quietly } from './quietly';

/** Node's numbers; 2 is the minor mark-sweep of newer versions. */
const KINDS: Readonly<Record<number, GcKind>> = { 1: 'minor', 2: 'minor', 4: 'major', 8: 'incremental', 16: 'weakcb' };

/** A pause that a person feels. */
const LONG_MS = 100;

interface GcEntry extends PerformanceEntry {
  readonly detail?: { readonly kind?: number };
}

/** Counts garbage collections and the time for which they held the thread, by kind. */
export class GarbageCollections {
  private counted = new Map<GcKind, { count: number; seconds: number }>();

  private readonly observer = new PerformanceObserver((list) => {
    quietly(() => {
      for (const entry of list.getEntries()) this.add(entry);
    });
  });

  /** `onLong` is told of each that held the thread for long, in words. */
  constructor(private readonly onLong: (text: string) => void) {
    this.observer.observe({ entryTypes: ['gc'] });
  }

  /** Since the last call; empty when there was none. */
  take(): TickFrame['gc'] {
    const taken = [...this.counted].map(([kind, { count, seconds }]) => [kind, count, seconds] as const);
    this.counted = new Map();
    return taken;
  }

  dispose(): void {
    this.observer.disconnect();
  }

  private add({ detail, duration }: GcEntry): void {
    const kind = KINDS[detail?.kind ?? 0];
    if (kind === undefined) return;
    const { count, seconds } = this.counted.get(kind) ?? { count: 0, seconds: 0 };
    this.counted.set(kind, { count: count + 1, seconds: seconds + duration / 1e3 });
    if (duration >= LONG_MS) this.onLong(`${kind} garbage collection of ${Math.round(duration)} ms`);
  }
}
