import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { withPython } from '../../../src/launching/pythonInjection';
import type { LaunchConfiguration } from '../../../src/launching/sessionMarker';
import { AGENT_VARIABLE, PROTOCOL_VERSION } from '../../../src/shared/agentFrames';

const MARKER = { PROCESS_MONITOR_SESSION: 'a'.repeat(32) };
const ACCESS = { modules: '/ours/python', folder: '/tmp/folder' };
const OURS = { ...MARKER, PROCESS_MONITOR_AGENT: ACCESS.folder };

const launch = (env?: unknown): LaunchConfiguration => ({
  type: 'debugpy',
  request: 'launch',
  ...(env === undefined ? {} : { env }),
});

describe('withPython', () => {
  for (const [what, env, inherited, path] of [
    ['alone where there is no path', {}, undefined, '/ours/python'],
    ['before the path that is inherited', {}, '/a:/b', '/ours/python:/a:/b'],
    ['before the path of its env, which hides the inherited one', { PYTHONPATH: '/c' }, '/a', '/ours/python:/c'],
    ['alone where its env empties the path', { PYTHONPATH: '' }, '/a', '/ours/python'],
    // An empty entry would be the working directory.
    ['alone where the path is no text', { PYTHONPATH: null }, undefined, '/ours/python'],
  ] as const) {
    it(`puts our module ${what}`, () => {
      const { env: given } = withPython(launch({ ...MARKER, ...env }), ACCESS, inherited);
      assert.deepEqual(given, { ...OURS, ...env, PYTHONPATH: path });
    });
  }

  it('keeps the folder that a person has set', () => {
    const { env } = withPython(launch({ ...MARKER, [AGENT_VARIABLE]: '/other' }), ACCESS, undefined);
    assert.deepEqual(env, { ...MARKER, [AGENT_VARIABLE]: '/other', PYTHONPATH: '/ours/python' });
  });

  for (const [what, env] of [
    ['no env', undefined],
    ['no marker', { A: '1' }],
    ['a list for an env', ['A=1']],
  ] as const) {
    it(`leaves a launch with ${what} as it was`, () => {
      const given = launch(env);
      assert.equal(withPython(given, ACCESS, '/a'), given);
    });
  }
});

describe('our module for Python', () => {
  it("speaks the agent's protocol, by the names of its variable and files", () => {
    const module = readFileSync('src/python/sitecustomize.py', 'utf8');
    assert.equal(/^PROTOCOL_VERSION = (\d+)$/m.exec(module)?.[1], String(PROTOCOL_VERSION));
    assert.equal(/^VARIABLE = "(.*)"$/m.exec(module)?.[1], AGENT_VARIABLE);
  });
});
