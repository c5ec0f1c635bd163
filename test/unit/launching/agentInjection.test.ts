import assert from 'node:assert/strict';
import type { LaunchConfiguration } from '../../../src/launching/sessionMarker';
import { takesAgent, withAgent } from '../../../src/launching/agentInjection';

const launch = (fields: Readonly<Record<string, unknown>> = {}, type = 'pwa-node'): LaunchConfiguration => ({
  type,
  request: 'launch',
  ...fields,
});
const agent = { file: '/a b/agent.js', folder: '/tmp/socket' };
const optionsOf = (env: unknown): unknown => (env as Readonly<Record<string, unknown>> | undefined)?.NODE_OPTIONS;

describe('the agent in programs that we start ourselves', () => {
  const own = (fields: object): boolean => takesAgent({ type: 'process-monitor', request: 'launch', ...fields });

  it('enters what is likely to be Node', () => {
    assert.ok(own({ monitoredType: 'node', program: '/a/server.ts' }));
    assert.ok(own({ runtimeExecutable: 'npm', program: 'start' }));
    assert.ok(own({ program: '/usr/bin/node', args: ['server.js'] }));
    assert.ok(own({ program: '/a/server.mjs' }));
  });

  it('stays out of everything else', () => {
    assert.ok(!own({ monitoredType: 'debugpy', program: '/a/server.js' }));
    assert.ok(!own({ program: '/usr/bin/python3' }));
    assert.ok(!own({ program: '/usr/bin/nodelist' }));
    assert.ok(!takesAgent({ type: 'process-monitor', request: 'attach', program: 'node' }));
  });
});

describe('takesAgent', () => {
  for (const [what, configuration, isTaken] of [
    ['a launch of Node', launch(), true],
    ['a launch by npm', launch({ runtimeExecutable: 'npm' }), true],
    ['an attach', { ...launch(), request: 'attach' }, false],
    ['a child of js-debug', launch({ __pendingTargetId: 'x' }), false],
    ['a launch of Python', launch({}, 'debugpy'), false],
    ['Bun', launch({ runtimeExecutable: '/opt/bin/bun' }), false],
    ['Deno', launch({ runtimeExecutable: 'C:\\deno\\deno.exe' }), false],
    ['Electron', launch({ runtimeExecutable: '${workspaceFolder}/node_modules/.bin/electron' }), false],
    ['a program that may not read files', launch({ runtimeArgs: ['--permission'] }), false],
    ['an env that is a list', launch({ env: ['A=1'] }), false],
    ['a person who has set our variable', launch({ env: { PROCESS_MONITOR_AGENT: '' } }), false],
  ] as const) {
    it(`says ${isTaken ? 'yes' : 'no'} to ${what}`, () => {
      assert.equal(takesAgent(configuration), isTaken);
    });
  }
});

describe('withAgent', () => {
  const surrounding = { platform: 'linux' };

  it('adds the agent and the folder, with the path in quotes', () => {
    const given = launch({ env: { A: '1' } });
    assert.deepEqual(withAgent(given, agent, surrounding).env, {
      A: '1',
      NODE_OPTIONS: '--require "/a b/agent.js"',
      PROCESS_MONITOR_AGENT: '/tmp/socket',
    });
    assert.deepEqual(given.env, { A: '1' });
  });

  it('doubles the backslashes of a path on Windows', () => {
    const { env } = withAgent(launch(), { ...agent, file: 'C:\\a b\\agent.js' }, { platform: 'win32' });
    assert.equal(optionsOf(env), '--require "C:\\\\a b\\\\agent.js"');
  });

  for (const [what, given, around, expected] of [
    ['of env', { NODE_OPTIONS: '--env' }, { envFile: 'NODE_OPTIONS=--file', inherited: '--inherited' }, '--env'],
    ['of envFile', {}, { envFile: 'A=1\nNODE_OPTIONS="--file --b"\n', inherited: '--inherited' }, '--file --b'],
    ['inherited', {}, { envFile: 'A=1', inherited: '--inherited' }, '--inherited'],
  ] as const) {
    it(`keeps the options ${what}`, () => {
      const { env } = withAgent(launch({ env: given }), agent, { ...surrounding, ...around });
      assert.equal(optionsOf(env), `--require "/a b/agent.js" ${expected}`);
    });
  }

  it('does not bring back inherited options that the person took away', () => {
    const { env } = withAgent(launch({ env: { NODE_OPTIONS: null } }), agent, { ...surrounding, inherited: '--old' });
    assert.equal(optionsOf(env), '--require "/a b/agent.js"');
  });

  it('uses the name that is there on Windows, where case does not matter', () => {
    const { env } = withAgent(launch({ env: { Node_Options: '--x' } }), agent, { platform: 'win32' });
    assert.deepEqual(Object.keys(env ?? {}), ['Node_Options', 'PROCESS_MONITOR_AGENT']);
  });
});
