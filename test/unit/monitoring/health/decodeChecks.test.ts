import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CHECK_FIELDS, decodeChecks } from '../../../../src/monitoring/health/decodeChecks';
import { DEFAULT_TIMING } from '../../../../src/shared/health';

const messageFor = (entry: unknown): string =>
  decodeChecks({ api: entry })
    .problems.map(({ message }) => message)
    .join();

describe('the setting of health checks', () => {
  it('is read with its defaults', () => {
    const { checks, problems } = decodeChecks({
      api: { http: 'https://localhost:3000/health?key=1', tcp: 5432, command: ['pg_isready', '-q'] },
      quick: { interval: '1 s', timeout: 0.5, failureThreshold: 1, tcp: '[::1]:80' },
      short: { interval: '1 s' },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(checks.get('api'), {
      timing: DEFAULT_TIMING,
      http: 'https://localhost:3000/health?key=1',
      tcp: { host: 'localhost', port: 5432 },
      command: { file: 'pg_isready', args: ['-q'] },
    });
    const timing = { intervalMs: 1000, timeoutMs: 500, failureThreshold: 1 };
    assert.deepEqual(checks.get('quick'), { timing, tcp: { host: '::1', port: 80 } });
    assert.equal(checks.get('short')?.timing.timeoutMs, 1000);
  });

  it('tells of a bad entry its name, the field and what is allowed, and keeps the others', () => {
    const { checks, problems } = decodeChecks({ good: { tcp: 80 }, bad: { interval: 'soon' } });
    assert.deepEqual([...checks.keys()], ['good']);
    assert.equal(problems[0]?.name, 'bad');
    assert.match(problems[0].message, /^"interval" must be a number of seconds such as 5/);
    assert.match(messageFor({ http: 'file:///etc/passwd' }), /^"http" must be a URL/);
    assert.match(messageFor({ tcp: 70_000 }), /^"tcp" must be a port/);
    assert.match(messageFor({ tcp: 'host:0' }), /^"tcp" must be a port/);
    assert.match(messageFor({ command: 'rm -rf' }), /^"command" must be a list/);
    assert.match(messageFor({ command: [] }), /^"command" must be a list/);
    assert.match(messageFor({ failureThreshold: 0 }), /^"failureThreshold" must be a whole number/);
    assert.match(messageFor({ nonsense: 1 }), /^There is no field "nonsense"; there are: http, tcp, command/);
    assert.match(messageFor('text'), /^It must be an object with the fields/);
    assert.match(decodeChecks([]).problems[0]?.message ?? '', /^It must be an object/);
    assert.deepEqual(decodeChecks(undefined).problems, []);
  });

  it('takes whatever there is without a throw', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.dictionary(fc.constantFrom(...CHECK_FIELDS), fc.anything())),
        (given) => {
          const { checks, problems } = decodeChecks(given);
          for (const name of checks.keys()) assert.ok(Object.hasOwn(given, name));
          for (const { name } of problems) assert.ok(!checks.has(name));
        },
      ),
    );
  });

  it('is offered by the manifest field by field, and restricted to trusted workspaces', () => {
    const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      capabilities: { untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
      contributes: {
        configuration: {
          properties: { 'processMonitor.health.checks': { additionalProperties: { properties: object } } };
        };
      };
    };
    assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes('processMonitor.health.checks'));
    const setting = contributes.configuration.properties['processMonitor.health.checks'];
    assert.deepEqual(Object.keys(setting.additionalProperties.properties), CHECK_FIELDS);
  });
});
