/**
 * Whether a process is a part of the debugger rather than of the program, by its name as `describe` gives it: js-debug's
 * watchdog, which runs as a child of the debuggee, and the debuggers and adapters that start programs.
 */
export function isDebuggerHelper(name: string): boolean {
  return HELPERS.has(name) || /^(node|nodejs) watchdog\.js$/.test(name);
}

const HELPERS = new Set([
  'dlv',
  'gdb',
  'gdbserver',
  'lldb',
  'lldb-dap',
  'lldb-server',
  'lldb-vscode',
  'debugserver',
  'codelldb',
  'OpenDebugAD7',
  'vsdbg',
  'netcoredbg',
]);
