import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';

/**
 * Starts debugging in the fixture workspace and returns the root session once it runs. `configuration` is the name of
 * one in launch.json, or a whole one, to which type, request, console and a name are added where they are missing.
 */
export async function startDebugging(
  configuration: string | Partial<vscode.DebugConfiguration>,
  options: vscode.DebugSessionOptions = {},
): Promise<vscode.DebugSession> {
  const started: vscode.DebugSession[] = [];
  const subscription = vscode.debug.onDidStartDebugSession((session) => started.push(session));
  try {
    const accepted = await vscode.debug.startDebugging(workspaceFolder(), complete(configuration), options);
    if (!accepted) throw new Error(`The editor did not start ${JSON.stringify(configuration)}.`);
    return await waitFor(() => started.find((session) => session.parentSession === undefined), {
      timeoutMs: 20_000,
      what: 'the debug session to start',
    });
  } finally {
    subscription.dispose();
  }
}

/** The session at the top: js-debug gives each process a session below it. */
export function rootSession(session: vscode.DebugSession): vscode.DebugSession {
  return session.parentSession ? rootSession(session.parentSession) : session;
}

/** Stops the session and returns once the editor has ended it; all sessions where none is named. */
export async function stopDebugging(session?: vscode.DebugSession): Promise<void> {
  const ended: vscode.DebugSession[] = [];
  const subscription = vscode.debug.onDidTerminateDebugSession((one) => ended.push(one));
  try {
    await vscode.debug.stopDebugging(session);
    await waitFor(() => (session ? ended.includes(session) : vscode.debug.activeDebugSession === undefined), {
      timeoutMs: 20_000,
      what: session ? `the session ${session.name} to end` : 'all debug sessions to end',
    });
  } finally {
    subscription.dispose();
  }
}

/** Absolute path of a file in the fixture workspace. */
export function inWorkspace(file: string): string {
  return vscode.Uri.joinPath(workspaceFolder().uri, file).fsPath;
}

function workspaceFolder(): vscode.WorkspaceFolder {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  return folder;
}

function complete(configuration: string | Partial<vscode.DebugConfiguration>): string | vscode.DebugConfiguration {
  if (typeof configuration === 'string') return configuration;
  return { type: 'node', request: 'launch', name: 'Test', console: 'internalConsole', ...configuration };
}
