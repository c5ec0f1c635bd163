import { processKey, type ProcessIdentity, type ProcessKey } from '../shared/sample';
import type { ProcessSource } from './processSource';
import type { TableEntry } from './tableEntry';

/**
 * Finds the processes that carry a marker in their environment. Each is looked at when it is new and once more a round
 * later: between fork and exec a child still has its parent's environment.
 */
export class MarkerSearch {
  private readonly looks = new Map<ProcessKey, Look>();
  private readonly markedBy = new Map<string, ReadonlySet<ProcessKey>>();
  private markers: readonly string[] = [];
  /** The last table, as long as each of its processes has been looked at twice. */
  private settledTable: readonly TableEntry[] | undefined;

  constructor(private readonly source: Pick<ProcessSource, 'findMarked'>) {}

  /** Looks at the processes of a table that are new since the last. Of a new marker all count as new. */
  async learn(table: readonly TableEntry[], markers: readonly string[]): Promise<void> {
    if (markers.some((marker) => !this.markers.includes(marker))) this.forget();
    this.markers = markers;
    if (markers.length === 0 || this.settledTable === table) return;
    const fresh = table.filter((process) => this.looks.get(processKey(process)) !== 'confirmed');
    const found = await this.source.findMarked(fresh, markers);
    for (const { process, marker } of found) {
      this.markedBy.set(marker, new Set(this.markedBy.get(marker)).add(processKey(process)));
    }
    const marked = new Set(found.map(({ process }) => processKey(process)));
    for (const process of fresh) this.note(processKey(process), marked);
    this.retain(table);
    this.settledTable = fresh.some((process) => this.looks.get(processKey(process)) === 'first') ? undefined : table;
  }

  /** The processes that carry a marker; the same set as long as nothing has changed. */
  marked(marker: string): ReadonlySet<ProcessKey> {
    return this.markedBy.get(marker) ?? NONE;
  }

  /** Forgets all, so that everything is new again. */
  forget(): void {
    this.looks.clear();
    this.markedBy.clear();
    this.settledTable = undefined;
  }

  private note(key: ProcessKey, marked: ReadonlySet<ProcessKey>): void {
    this.looks.set(key, marked.has(key) || this.looks.get(key) === 'first' ? 'confirmed' : 'first');
  }

  private retain(table: readonly TableEntry[]): void {
    const present = new Set(table.map(processKey));
    for (const key of this.looks.keys()) if (!present.has(key)) this.looks.delete(key);
    for (const [marker, keys] of this.markedBy) {
      const left = [...keys].filter((key) => present.has(key));
      if (left.length < keys.size) this.markedBy.set(marker, new Set(left));
    }
  }
}

/** A process that carries a marker. */
export interface MarkedProcess {
  readonly process: ProcessIdentity;
  readonly marker: string;
}

type Look = 'first' | 'confirmed';

const NONE: ReadonlySet<ProcessKey> = new Set();
