import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { monitoredStartOf } from '../../src/launching/monitoredStart';
import { waitFor } from '../support/waitFor';
import { inWorkspace } from './debugging';

interface LaunchJson {
  readonly configurations: readonly object[];
  readonly compounds?: readonly object[];
  readonly inputs?: readonly object[];
}

/** Adds to the launch.json of the opened workspace; returns what puts it back. Resolves once VS Code has read it. */
export async function extendLaunchJson(added: LaunchJson): Promise<() => void> {
  const file = inWorkspace('.vscode/launch.json');
  const original = readFileSync(file, 'utf8');
  const { configurations, compounds = [] } = JSON.parse(original) as LaunchJson;
  const extended = {
    version: '0.2.0',
    configurations: [...configurations, ...added.configurations],
    compounds: [...compounds, ...(added.compounds ?? [])],
    inputs: added.inputs ?? [],
  };
  writeFileSync(file, JSON.stringify(extended));
  await waitFor(
    () => {
      const known = vscode.workspace.getConfiguration('launch', vscode.workspace.workspaceFolders?.[0]);
      return known.get<readonly object[]>('configurations')?.length === extended.configurations.length;
    },
    { timeoutMs: 60_000, what: 'VS Code to read launch.json' },
  );
  return () => {
    writeFileSync(file, original);
  };
}

/** Writes a file of the opened workspace; returns what removes it. */
export function writeInWorkspace(name: string, text: string): () => void {
  writeFileSync(inWorkspace(name), text);
  return () => {
    rmSync(inWorkspace(name), { force: true });
  };
}

/** Monitors an entry, of launch.json unless told otherwise, as the lens and the tree do; false if it did not start. */
export async function monitor(
  name: string,
  kind: 'configuration' | 'compound' = 'configuration',
  sourceId = vscode.Uri.file(inWorkspace('.vscode/launch.json')).toString(),
): Promise<boolean> {
  const reference = { sourceId, kind, name };
  return vscode.commands.executeCommand<boolean>('processMonitor.monitorLaunchConfig', { reference });
}

/** Monitors an entry and returns the root sessions of its programs, in the order of their start. */
export async function monitored(
  name: string,
  kind: 'configuration' | 'compound' = 'configuration',
  sourceId?: string,
): Promise<readonly vscode.DebugSession[]> {
  const started: vscode.DebugSession[] = [];
  const subscription = vscode.debug.onDidStartDebugSession((session) => {
    const isRoot = session.parentSession === undefined;
    if (isRoot && monitoredStartOf(session.configuration) !== undefined) started.push(session);
  });
  try {
    if (!(await monitor(name, kind, sourceId))) throw new Error(`"${name}" did not start.`);
    await waitFor(() => started.length > 0, { timeoutMs: 60_000, what: `${name} to start` });
    return started;
  } finally {
    subscription.dispose();
  }
}

/** Monitors one configuration of launch.json and returns its session. */
export async function startMonitored(name: string): Promise<vscode.DebugSession> {
  const [session] = await monitored(name);
  if (session === undefined) throw new Error(`"${name}" has no session.`);
  return session;
}

/** The error messages that a person is shown while something is done. */
export async function errorsDuring(action: () => Promise<void>): Promise<readonly string[]> {
  const told: string[] = [];
  const { showErrorMessage } = vscode.window;
  const listen = (text: string): Promise<undefined> => {
    told.push(text);
    return Promise.resolve(undefined);
  };
  // The editor shows nobody anything under test; to the extension this is the same object.
  Object.assign(vscode.window, { showErrorMessage: listen });
  try {
    await action();
  } finally {
    Object.assign(vscode.window, { showErrorMessage });
  }
  return told;
}

/** What a session's program has written to the Debug Console from now on. */
export function outputOf(type: string): { readonly text: () => string; readonly dispose: () => void } {
  let text = '';
  const subscription = vscode.debug.registerDebugAdapterTrackerFactory(type, {
    createDebugAdapterTracker: () => ({
      onDidSendMessage: (message: { readonly event?: string; readonly body?: { readonly output?: string } }) => {
        if (message.event === 'output') text += message.body?.output ?? '';
      },
    }),
  });
  return {
    text: () => text,
    dispose: () => {
      subscription.dispose();
    },
  };
}
