/**
 * Whether a process is a part of the debugger rather than of the program, by its name for people (`node watchdog.js`):
 * js-debug's watchdog, which runs as a child of the debuggee, and the debuggers and adapters that start programs.
 */
export function isDebuggerHelper(name: string): boolean {
  return HELPERS.has(name) || SCRIPTS.some((pattern) => pattern.test(name)) || NUMBERED.test(name);
}

const HELPERS: ReadonlySet<string> = new Set([
  'dlv',
  'gdb',
  'gdbserver',
  'lldb',
  'debugserver',
  'codelldb',
  'OpenDebugAD7',
  'vsdbg',
  'vsdbg-ui',
  'netcoredbg',
]);

/** Debian and others put the version behind the name: `lldb-dap-19`. */
const NUMBERED = /^lldb-(dap|server|vscode|mi)(-\d+)?$/;

const SCRIPTS: readonly RegExp[] = [
  // Ours: on a desktop it runs in VS Code's own executable.
  /^(\S+ )?processMonitorSupervisor\.js$/,
  /^(node|nodejs|MainThread) watchdog\.js$/,
  /^python[\d.]* debugpy\.(adapter|launcher)$/,
];
