import type { FamilyHead, FamilySample, MetricFamily } from './metricFamily';

/** Gathers samples by their families, in the order in which these were first named. */
export class FamilyCollector {
  private readonly byName = new Map<string, Gathered>();

  /** Adds a sample; a second one with the same labels is left out, since it would make the whole scrape invalid. */
  add(head: FamilyHead, sample: FamilySample): void {
    let gathered = this.byName.get(head.name);
    if (gathered === undefined) {
      gathered = { ...head, samples: [], seen: new Set() };
      this.byName.set(head.name, gathered);
    }
    if (gathered.seen.has(sample.labels)) return;
    gathered.seen.add(sample.labels);
    gathered.samples.push(sample);
  }

  families(): readonly MetricFamily[] {
    return [...this.byName.values()];
  }
}

interface Gathered extends FamilyHead {
  readonly samples: FamilySample[];
  readonly seen: Set<string>;
}
