import * as vscode from 'vscode';
import type { SessionFacts } from '../monitoring/sessionInput';

/** The workspace folder to which a session belongs; undefined where there is none: then the window's settings hold. */
export function folderOf(facts: Pick<SessionFacts, 'workspaceFolder'> | undefined): vscode.Uri | undefined {
  return facts?.workspaceFolder === undefined ? undefined : vscode.Uri.parse(facts.workspaceFolder);
}
