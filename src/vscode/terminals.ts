import * as vscode from 'vscode';

/** A terminal with the process that runs in it: a shell, or a task's command. */
export interface TerminalProcess {
  readonly name: string;
  readonly pid: number;
}

/** The open terminals whose process is known, the active one first. */
export async function terminalProcesses(): Promise<readonly TerminalProcess[]> {
  const active = vscode.window.activeTerminal;
  const terminals = [...vscode.window.terminals].sort((a, b) => Number(b === active) - Number(a === active));
  const known = await Promise.all(terminals.map(terminalProcess));
  return known.filter((terminal) => terminal !== undefined);
}

/** The process of a terminal; undefined for one that has none on this machine, or has ended. */
export async function terminalProcess(terminal: vscode.Terminal): Promise<TerminalProcess | undefined> {
  const pid = terminal.exitStatus === undefined ? await terminal.processId : undefined;
  return pid === undefined ? undefined : { name: terminal.name, pid };
}

/** The terminal that a menu or a keybinding means: the one that was clicked, else the active one. */
export function terminalOf(argument: unknown): vscode.Terminal | undefined {
  return vscode.window.terminals.find((terminal) => terminal === argument) ?? vscode.window.activeTerminal;
}
