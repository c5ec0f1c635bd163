import assert from 'node:assert/strict';
import { OWN_TYPE, translate } from '../../../../src/launching/configurations/translate';
import type { CommandLine, Translation } from '../../../../src/launching/configurations/commandLine';

const SYSTEM = 'linux';

function translated(fields: Readonly<Record<string, unknown>>, platform: NodeJS.Platform = SYSTEM): Translation {
  return translate({ name: 'test', type: 'node', request: 'launch', ...fields }, platform);
}

function commandOf(fields: Readonly<Record<string, unknown>>, platform?: NodeJS.Platform): CommandLine {
  const translation = translated(fields, platform);
  assert.equal(translation.kind, 'command', JSON.stringify(translation));
  return translation.command;
}

function lineOf(fields: Readonly<Record<string, unknown>>, platform?: NodeJS.Platform): readonly string[] {
  const { file, args } = commandOf(fields, platform);
  return [file, ...args];
}

describe('translate', () => {
  const lines: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
    ['a Node program', { program: '/a.js', args: ['x', 1, true] }, ['node', '/a.js', 'x', '1', 'true']],
    ['runtime arguments', { program: '/a.js', runtimeArgs: ['--import', 'y'] }, ['node', '--import', 'y', '/a.js']],
    ['an npm script', { runtimeExecutable: 'npm', runtimeArgs: ['run', 'x'] }, ['npm', 'run', 'x']],
    ['pwa-node', { type: 'pwa-node', program: '/a.js' }, ['node', '/a.js']],
    [
      'TypeScript with a loader',
      { program: '/a.ts', runtimeArgs: ['--import', 'tsx'] },
      ['node', '--import', 'tsx', '/a.ts'],
    ],
    ['a Python program', { type: 'debugpy', program: '/a.py', args: ['x'] }, ['python3', '/a.py', 'x']],
    [
      'a Python module',
      { type: 'python', module: 'm', pythonArgs: ['-X', 'dev'] },
      ['python3', '-X', 'dev', '-m', 'm'],
    ],
    ['Python code', { type: 'debugpy', code: ['a', 'b'] }, ['python3', '-c', 'a\nb']],
    ['an interpreter with arguments', { type: 'debugpy', python: ['/p', '-E'], program: '/a' }, ['/p', '-E', '/a']],
    ['cppdbg', { type: 'cppdbg', program: '/a', args: ['x'] }, ['/a', 'x']],
    ['CodeLLDB', { type: 'lldb', program: '/a', args: ['x'] }, ['/a', 'x']],
    ['lldb-dap', { type: 'lldb-dap', program: '/a' }, ['/a']],
    ['our own type', { type: OWN_TYPE, program: '/a', args: ['x'] }, ['/a', 'x']],
    [
      'our own type with a runtime',
      { type: OWN_TYPE, runtimeExecutable: 'deno', runtimeArgs: ['run'], program: '/a' },
      ['deno', 'run', '/a'],
    ],
  ];
  for (const [name, fields, line] of lines) {
    it(`makes a command line of ${name}`, () => {
      assert.deepEqual(lineOf(fields), line);
    });
  }

  it('takes the section of the system', () => {
    const fields = { program: '/a.js', windows: { program: 'C:\\a.js' }, osx: { args: ['mac'] } };
    assert.deepEqual(lineOf(fields, 'win32'), ['node', 'C:\\a.js']);
    assert.deepEqual(lineOf(fields, 'darwin'), ['node', '/a.js', 'mac']);
    assert.deepEqual(lineOf(fields, 'linux'), ['node', '/a.js']);
  });

  it('calls Python as each system does', () => {
    assert.equal(commandOf({ type: 'debugpy', program: 'a.py' }, 'win32').file, 'python');
    assert.equal(commandOf({ type: 'debugpy', program: 'a.py' }, 'darwin').file, 'python3');
  });

  it('keeps the folder, the variables and their file', () => {
    const { cwd, env, envFile } = commandOf({ program: '/a.js', cwd: '/c', env: { A: 1, B: null }, envFile: '/e' });
    assert.equal(cwd, '/c');
    assert.deepEqual(env, { A: '1', B: null });
    assert.deepEqual(envFile, { path: '/e', isOptional: false });
  });

  it('reads the variables of every native debugger', () => {
    const environment = [{ name: 'A', value: 'b=c' }];
    assert.deepEqual(commandOf({ type: 'cppdbg', program: '/a', environment }).env, { A: 'b=c' });
    assert.deepEqual(commandOf({ type: 'lldb', program: '/a', env: { A: 'b' } }).env, { A: 'b' });
    assert.deepEqual(commandOf({ type: 'lldb-dap', program: '/a', env: ['A=b=c', 'D='] }).env, { A: 'b=c', D: '' });
  });

  it('reads .env for Python unless told otherwise, without insisting on it', () => {
    assert.deepEqual(commandOf({ type: 'debugpy', program: 'a' }).envFile, { path: '.env', isOptional: true });
    assert.deepEqual(commandOf({ type: 'debugpy', program: 'a', envFile: 'x' }).envFile, {
      path: 'x',
      isOptional: false,
    });
  });

  it('lets Python write at once into the Debug Console', () => {
    const internal = commandOf({
      type: 'debugpy',
      program: 'a',
      console: 'internalConsole',
      env: { PYTHONUNBUFFERED: '' },
    });
    assert.deepEqual(internal.env, { PYTHONUNBUFFERED: '', PYTHONIOENCODING: 'utf-8' });
    assert.deepEqual(commandOf({ type: 'debugpy', program: 'a' }).env, {});
  });

  it('uses the console that each debugger would use', () => {
    const console = (fields: Readonly<Record<string, unknown>>): string =>
      commandOf({ program: '/a.js', ...fields }).console;
    assert.equal(console({}), 'internalConsole');
    assert.equal(console({ console: 'integratedTerminal' }), 'integratedTerminal');
    assert.equal(console({ type: 'debugpy' }), 'integratedTerminal');
    assert.equal(console({ type: 'cppdbg' }), 'integratedTerminal');
    assert.equal(console({ type: 'cppdbg', externalConsole: true }), 'externalTerminal');
    assert.equal(console({ type: 'lldb' }), 'integratedTerminal');
    assert.equal(console({ type: 'lldb', terminal: 'console' }), 'internalConsole');
    assert.equal(console({ type: 'lldb-dap' }), 'internalConsole');
    assert.equal(console({ type: 'lldb-dap', runInTerminal: true }), 'integratedTerminal');
  });

  const others: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    ['a type that is not known', { type: 'go', program: '.' }, /type "go"/],
    ['a chosen Node version', { program: '/a.js', runtimeVersion: '22' }, /"runtimeVersion"/],
    ['TypeScript that must be found', { program: '/a.ts' }, /TypeScript/],
    ['arguments for a shell', { program: '/a.js', args: '${command:pickArgs}' }, /"args"/],
    ['an attach to a port', { request: 'attach', port: 9229 }, /port/],
    ['no program', {}, /neither/],
    ['sudo', { type: 'debugpy', program: 'a', sudo: true }, /"sudo"/],
    ['two Python targets', { type: 'debugpy', program: 'a', module: 'b' }, /one of/],
    ['a program in a container', { type: 'cppdbg', program: '/a', pipeTransport: {} }, /"pipeTransport"/],
    ['cargo', { type: 'lldb', cargo: { args: ['build'] } }, /"cargo"/],
    ['a core file', { type: 'lldb-dap', program: '/a', coreFile: 'core' }, /"coreFile"/],
  ];
  for (const [name, fields, reason] of others) {
    it(`leaves ${name} to the debugger and says why`, () => {
      const translation = translated(fields);
      assert.equal(translation.kind, 'debugger');
      assert.match(translation.reason, reason);
    });
  }

  for (const [type, field] of [
    ['node', 'processId'],
    ['debugpy', 'processId'],
    ['lldb', 'pid'],
    [OWN_TYPE, 'processId'],
  ] as const) {
    it(`attaches to the process that a configuration of ${type} names`, () => {
      assert.deepEqual(translated({ type, request: 'attach', [field]: '4711' }), { kind: 'attach', processId: '4711' });
    });
  }

  it('stops with the signal that our own type names, else with SIGTERM', () => {
    assert.equal(commandOf({ type: OWN_TYPE, program: '/a', stopSignal: 'SIGINT' }).stopSignal, 'SIGINT');
    assert.equal(commandOf({ program: '/a.js', stopSignal: 'SIGINT' }).stopSignal, 'SIGTERM');
  });
});
