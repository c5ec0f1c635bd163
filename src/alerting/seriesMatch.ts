import { attributePairs, type Attributes } from '../shared/sample';
import type { ThresholdRule } from './alertRule';

/**
 * Whether a rule judges the series of its metric with these attributes: the one that has none, or, for a rule with
 * attributes of its own, each that has all of them.
 */
export function judges({ attributes: wanted }: ThresholdRule, attributes: Attributes): boolean {
  if (wanted === undefined) return attributes === '';
  const pairs = new Map(attributePairs(attributes));
  return Object.entries(wanted).every(([key, value]) => pairs.get(key) === value);
}
