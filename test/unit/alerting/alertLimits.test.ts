import assert from 'node:assert/strict';
import { alertLimits } from '../../../src/alerting/alertLimits';
import { decodeRules } from '../../../src/alerting/decodeRules';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';

describe('the limits of alert rules', () => {
  it('are the levels that a value could reach, in base units', () => {
    const given: readonly AlertRuleSettings[] = [
      { name: 'CPU', metric: 'process.cpu.time', scope: 'process', threshold: '90 %' },
      { name: 'Memory', metric: 'process.memory.usage', threshold: '2 MB' },
      { name: 'Growth', metric: 'process.memory.usage', aggregate: 'slope', threshold: '1 MB/min', window: '60 s' },
      { name: 'Crash', event: 'crashed' },
    ];
    const { rules, problems } = decodeRules(given, [], {});
    assert.deepEqual(problems, []);
    assert.deepEqual(alertLimits(rules), [
      { name: 'CPU', metric: 'process.cpu.time', scope: 'process', threshold: 0.9 },
      { name: 'Memory', metric: 'process.memory.usage', scope: 'tree', threshold: 2e6 },
    ]);
  });
});
