import assert from 'node:assert/strict';
import type { ThresholdRule } from '../../../src/alerting/alertRule';
import { decodeRules, type DecodedRules } from '../../../src/alerting/decodeRules';
import { defaultRules } from '../../../src/alerting/defaultRules';

const LIMIT = { memoryLimitBytes: 10e9 };

function decode(...given: readonly unknown[]): DecodedRules {
  return decodeRules(given, [], LIMIT);
}

function only({ rules, problems }: DecodedRules): ThresholdRule {
  assert.deepEqual(problems, []);
  const [rule] = rules;
  assert.ok(rule?.kind === 'threshold' && rules.length === 1);
  return rule;
}

const memory = { name: 'Memory', metric: 'process.memory.usage', threshold: '1 GB' };

describe('alert rules in the settings', () => {
  it('say what is taken when they fire, where that can be', () => {
    assert.equal(only(decode({ ...memory, capture: 'heapSnapshot' })).capture, 'heapSnapshot');
    const refused = [
      { ...memory, capture: 'threads' },
      { name: 'Crash', event: 'crashed', capture: 'cpuProfile' },
    ];
    for (const entry of refused) {
      const { rules, problems } = decode(entry);
      assert.deepEqual([rules, problems.map(({ field }) => field)], [[], ['capture']]);
    }
  });

  it('may be about one series, by its attributes', () => {
    const rule = only(decode({ name: 'Depth', metric: 'app.value', attributes: { name: 'queue' }, threshold: 10 }));
    assert.deepEqual([rule.metric, rule.attributes, rule.threshold], ['app.value', { name: 'queue' }, 10]);
  });

  it('are completed with defaults', () => {
    assert.deepEqual(only(decode(memory)), {
      kind: 'threshold',
      name: 'Memory',
      metric: 'process.memory.usage',
      scope: 'tree',
      aggregate: 'last',
      operator: '>=',
      threshold: 1e9,
      exitThreshold: 0.9e9,
      windowMs: 60_000,
      forMs: 10_000,
      keepFiringForMs: 30_000,
      cooldownMs: 300_000,
      severity: 'warning',
      notify: 'toast',
      enabled: true,
    });
  });

  it('take every field', () => {
    const rule = only(
      decode({
        name: 'Busy',
        metric: 'process.cpu.time',
        scope: 'process',
        aggregate: 'p95',
        window: '2 min',
        operator: '>',
        threshold: '80 %',
        exitThreshold: '50 %',
        critical: 1.5,
        for: 20,
        keepFiringFor: '1 min',
        cooldown: '10 min',
        severity: 'info',
        notify: 'statusBar',
        enabled: false,
        configurations: ['api'],
      }),
    );
    assert.deepEqual(rule, {
      kind: 'threshold',
      name: 'Busy',
      metric: 'process.cpu.time',
      scope: 'process',
      aggregate: 'p95',
      windowMs: 120_000,
      operator: '>',
      threshold: 0.8,
      exitThreshold: 0.5,
      critical: 1.5,
      forMs: 20_000,
      keepFiringForMs: 60_000,
      cooldownMs: 600_000,
      severity: 'info',
      notify: 'statusBar',
      enabled: false,
      configurations: ['api'],
    });
  });

  it('put the exit threshold on the good side of a lower limit', () => {
    const exit = only(decode({ ...memory, operator: '<' })).exitThreshold;
    assert.ok(Math.abs(exit - 1.1e9) < 1);
  });

  it('read amounts in the unit of what is aggregated', () => {
    assert.equal(only(decode({ ...memory, aggregate: 'slope', threshold: '6 MB/s' })).threshold, 6e6);
    assert.equal(only(decode({ ...memory, threshold: '80 %' })).threshold, 8e9);
  });

  const mistakes: readonly (readonly [object, string, RegExp])[] = [
    [{ ...memory, threshold: '1 XB' }, 'threshold', /"1 XB", but must be a number of bytes .* "1\.5 GB"/],
    [{ ...memory, metric: 'memory' }, 'metric', /must be one of process\.cpu\.time, /],
    [{ ...memory, operator: '=' }, 'operator', /must be one of >, >=, <, <=/],
    [{ ...memory, aggregate: 'avg' }, 'aggregate', /last, mean, max/],
    [{ ...memory, for: '2 h' }, 'for', /from 0 s to 1 h/],
    [{ ...memory, window: -1 }, 'window', /from 0 s to 1 h/],
    [{ ...memory, exitThreshold: '2 GB' }, 'exitThreshold', /must not lie above "threshold"/],
    [{ ...memory, critical: '0.5 GB' }, 'critical', /must not lie below "threshold"/],
    [{ ...memory, enabled: 'yes' }, 'enabled', /true or false/],
    [{ ...memory, limit: 3 }, 'limit', /There is no field "limit"; there are: name, metric/],
    [{ ...memory, configurations: 'api' }, 'configurations', /a list of names/],
    [{ ...memory, event: 'crashed' }, 'metric', /does not go with "event"/],
    [{ ...memory, metric: 'app.value', threshold: 1 }, 'attributes', /must name the series of app\.value: \{"name"/],
    [{ ...memory, attributes: { name: 7 } }, 'attributes', /must be an object with texts, such as/],
    [{ ...memory, attributes: {} }, 'attributes', /must be an object with texts, such as/],
    [{ name: 'Memory', event: 'crashed', attributes: { name: 'a' } }, 'attributes', /goes with "metric" only/],
    [{ name: 'Memory' }, 'metric', /"metric" or "event" must be there/],
    [{ name: 'Memory', metric: 'process.memory.usage' }, 'threshold', /must be there/],
  ];
  for (const [entry, field, message] of mistakes) {
    it(`say what is wrong with "${field}" in ${JSON.stringify(entry)}, and leave the others on`, () => {
      const { rules, problems } = decode(entry, { ...memory, name: 'Other' });
      assert.deepEqual(
        rules.map(({ name }) => name),
        ['Other'],
      );
      assert.equal(problems[0]?.rule, 'Memory');
      assert.equal(problems[0].field, field);
      assert.match(problems[0].message, message);
    });
  }

  it('name a rule without a name by its position', () => {
    assert.equal(decode(memory, { threshold: 1 }).problems[0]?.rule, '#2');
    assert.equal(decode(memory, 'nonsense').problems[0]?.rule, '#2');
  });

  it('are reported as a whole when they are no list', () => {
    const { rules, problems } = decodeRules({ name: 'x' }, defaultRules(), LIMIT);
    assert.equal(problems.length, 1);
    assert.ok(rules.length > 0);
  });
});

describe('the default rules', () => {
  it('are valid and cover CPU, memory, descriptors and a crash', () => {
    const { rules, problems } = decodeRules(undefined, defaultRules(), LIMIT);
    assert.deepEqual(problems, []);
    const about = rules.map((rule) => (rule.kind === 'event' ? rule.event : rule.metric));
    for (const wanted of [
      'process.cpu.time',
      'process.memory.usage',
      'process.unix.file_descriptor.count',
      'crashed',
    ] as const) {
      assert.ok(about.includes(wanted), wanted);
    }
    assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length);
  });

  it('limit memory to a share of what there is', () => {
    const { rules } = decodeRules(undefined, defaultRules(), LIMIT);
    const rule = rules.find(({ name }) => name === 'Memory');
    assert.ok(rule?.kind === 'threshold');
    assert.equal(rule.threshold, 8e9);
    assert.equal(rule.critical, 9.5e9);
  });

  it('are changed by an entry of the same name', () => {
    const { rules, problems } = decodeRules([{ name: 'CPU pegged', enabled: false }], defaultRules(), LIMIT);
    assert.deepEqual(problems, []);
    const rule = rules.find(({ name }) => name === 'CPU pegged');
    assert.ok(rule?.kind === 'threshold');
    assert.equal(rule.enabled, false);
    assert.equal(rule.threshold, 0.9);
  });

  it('give up the share of the memory where that is not known, and say so', () => {
    const { rules, problems } = decodeRules(undefined, defaultRules(), {});
    assert.deepEqual([...new Set(problems.map(({ rule }) => rule))], ['Memory']);
    assert.ok(rules.some(({ name }) => name === 'CPU pegged'));
  });
});
