import assert from 'node:assert/strict';
import { isDebuggerHelper } from '../../../src/shared/debuggerHelper';

describe('isDebuggerHelper', () => {
  for (const name of [
    'node watchdog.js',
    'dlv',
    'gdb',
    'lldb-server',
    'lldb-dap-19',
    'python3 debugpy.adapter',
    'python3 debugpy.launcher',
  ]) {
    it(`takes "${name}" for a part of the debugger`, () => {
      assert.equal(isDebuggerHelper(name), true);
    });
  }

  for (const name of [
    'node server.js',
    'node my-watchdog.js',
    'python3 watchdog.js',
    'watchdog.js',
    'gdbx',
    'python3 debugpy',
    'python3 launcher',
    '',
  ]) {
    it(`takes "${name}" for a part of the program`, () => {
      assert.equal(isDebuggerHelper(name), false);
    });
  }
});
