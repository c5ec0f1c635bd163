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
      timeoutMs: 60_000,
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

/** Kept here: the editor's own active session may name one that has ended. */
const live = new Set<vscode.DebugSession>();
vscode.debug.onDidStartDebugSession((session) => live.add(session));
vscode.debug.onDidTerminateDebugSession((session) => live.delete(session));

/** The debug sessions that run now. */
export function liveSessions(): readonly vscode.DebugSession[] {
  return [...live];
}

/** Stops the session and returns once the editor has ended it; all sessions where none is named. */
export async function stopDebugging(session?: vscode.DebugSession): Promise<void> {
  const stopped =
    session === undefined ? [...live].filter(({ parentSession }) => parentSession === undefined) : [session];
  for (const one of stopped) await vscode.debug.stopDebugging(one);
  await waitFor(() => !stopped.some((one) => live.has(one)), {
    timeoutMs: 60_000,
    what: `these sessions to end: ${stopped.map(({ name }) => name).join(', ')}`,
  });
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
