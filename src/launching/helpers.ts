/** Debug adapters and servers that stand between the editor and the program, by the start of their name. */
const ADAPTERS = [
  /^dlv$/,
  /^gdb$/,
  /^lldb-(server|dap|vscode|mi)/,
  /^debugserver$/,
  /^codelldb$/,
  /^OpenDebugAD7$/,
  /^vsdbg/,
  /^netcoredbg$/,
];

/** Scripts that debuggers start beside or around the program. */
const SCRIPTS = [/(^|\s)watchdog\.js$/, /\bdebugpy\b/, /(^|\s)bootloader\.js$/];

const SHELLS = /^(-?(ba|da|z|fi|k|tc|c)?sh|pwsh|powershell|cmd)(\.exe)?$/i;

/** Whether a process, by its name for people (`node watchdog.js`), is a helper of a debugger and not the program. */
export function isDebuggerHelper(name: string): boolean {
  const command = name.split(' ', 1)[0] ?? '';
  return ADAPTERS.some((pattern) => pattern.test(command)) || SCRIPTS.some((pattern) => pattern.test(name));
}

/** Whether a process is a shell: part of a tree like any other, but not what somebody means to debug. */
export function isShell(name: string): boolean {
  return SHELLS.test(name.split(' ', 1)[0] ?? '');
}
