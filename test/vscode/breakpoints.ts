import * as vscode from 'vscode';
import { inWorkspace } from './debugging';

/** A comment that says nothing else, in Python, JavaScript, Go or C. */
const MARK = /(#|\/\/|\/\*) breakpoint\b/;

/** Sets a breakpoint in a file of the fixture workspace, on the line that says so. */
export async function setBreakpoint(file: string): Promise<void> {
  const uri = vscode.Uri.file(inWorkspace(file));
  const lines = Buffer.from(await vscode.workspace.fs.readFile(uri))
    .toString()
    .split('\n');
  const line = lines.findIndex((text) => MARK.test(text));
  if (line === -1) throw new Error(`${file} has no line for a breakpoint.`);
  const position = new vscode.Position(line, 0);
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(new vscode.Location(uri, position))]);
}

/** Removes all breakpoints. */
export function clearBreakpoints(): void {
  vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
}
