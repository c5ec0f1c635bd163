import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { decodeRules } from '../../../src/alerting/decodeRules';
import { AGGREGATES, OPERATORS, RULE_EVENTS } from '../../../src/shared/alertRuleSettings';

interface FieldSchema {
  readonly enum?: readonly string[];
  readonly default?: unknown;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly 'processMonitor.alerts.rules': {
          readonly scope: string;
          readonly items: { readonly properties: Readonly<Record<string, FieldSchema>> };
        };
      };
    };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const setting = manifest.contributes.configuration.properties['processMonitor.alerts.rules'];
const fields = setting.items.properties;

describe('the schema of alert rules in the manifest', () => {
  it('lets each workspace folder have rules of its own', () => {
    assert.equal(setting.scope, 'resource');
  });

  it('offers what the rules take', () => {
    assert.deepEqual(fields.aggregate?.enum, AGGREGATES);
    assert.deepEqual(fields.operator?.enum, OPERATORS);
    assert.deepEqual(fields.event?.enum, RULE_EVENTS);
  });

  it('knows the fields that the rules know', () => {
    const { problems } = decodeRules([{ name: 'Rule', nonsense: 1 }], [], {});
    const known = /there are: (.*)\.$/.exec(problems[0]?.message ?? '')?.[1]?.split(', ');
    assert.deepEqual(known?.sort(), Object.keys(fields).sort());
  });

  it('tells the defaults that are in force', () => {
    const given = Object.fromEntries(
      Object.entries(fields).flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])),
    );
    const base = { name: 'Rule', metric: 'process.memory.usage', threshold: 1 };
    assert.deepEqual(decodeRules([{ ...base, ...given }], [], {}), decodeRules([base], [], {}));
  });
});
