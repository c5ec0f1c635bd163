import { attributesOf } from '../shared/sample';
import type { AlertLimit } from '../shared/state';
import type { AlertRule } from './alertRule';

/**
 * The levels at which rules begin to be broken, in the order of the rules, each in the base unit of its metric as it is
 * shown. Rules about growth and events have none: no level reaches them.
 */
export function alertLimits(rules: readonly AlertRule[]): readonly AlertLimit[] {
  return rules.flatMap((rule) => {
    if (rule.kind !== 'threshold' || rule.aggregate === 'rate' || rule.aggregate === 'slope') return [];
    const { name, metric, attributes, scope, threshold } = rule;
    return [
      { name, metric, ...(attributes === undefined ? {} : { attributes: attributesOf(attributes) }), scope, threshold },
    ];
  });
}
