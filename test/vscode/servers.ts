import * as vscode from 'vscode';
import { waitFor } from '../support/waitFor';
import { inWorkspace, startDebugging } from './debugging';

/** A server of the fixture workspace under the debugger, and where it listens. */
export interface DebuggedServer {
  readonly root: vscode.DebugSession;
  readonly url: string;
}

/** Debugs a program that says on which port it listens, and returns once it does. */
export async function debugServer(
  name: string,
  file: string,
  more: Partial<vscode.DebugConfiguration> = {},
): Promise<DebuggedServer> {
  const said: string[] = [];
  const tracking = vscode.debug.registerDebugAdapterTrackerFactory('*', {
    createDebugAdapterTracker: () => ({
      onDidSendMessage: (message: { event?: string; body?: { output?: string } }) => {
        if (message.event === 'output') said.push(message.body?.output ?? '');
      },
    }),
  });
  try {
    const root = await startDebugging({ name, program: inWorkspace(file), ...more });
    const port = await waitFor(() => /Listening on (\d+)/.exec(said.join(''))?.[1], {
      timeoutMs: 60_000,
      what: 'the server to listen',
    });
    return { root, url: `http://127.0.0.1:${port}` };
  } finally {
    tracking.dispose();
  }
}
