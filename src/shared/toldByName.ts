import type { MetricName } from './metrics';

/** Whether all series of a metric have a name that their program gave them: of those there is no sum. */
export function isToldByName(metric: MetricName): boolean {
  return metric === 'app.value' || metric === 'app.count' || metric === 'app.distribution';
}
