import type { SeriesKey } from '../../series/seriesKey';
import type { MetricName } from '../../shared/metrics';
import type { ProcessKey } from '../../shared/sample';

/** Tells of which metrics a process, or the tree, has parts: series with attributes, beside the one that sums them up. */
export class KnownParts {
  private readonly byProcess = new Map<ProcessKey | undefined, Set<MetricName>>();

  constructor(keys: Iterable<SeriesKey>) {
    for (const { process, metric, attributes } of keys) {
      if (attributes === '') continue;
      const metrics = this.byProcess.get(process);
      if (metrics === undefined) this.byProcess.set(process, new Set([metric]));
      else metrics.add(metric);
    }
  }

  /** Whether whoever has this series has parts of its metric. */
  has({ process, metric }: SeriesKey): boolean {
    return this.byProcess.get(process)?.has(metric) ?? false;
  }
}
