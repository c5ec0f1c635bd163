import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { RuntimeAgent, type RuntimeAgentPorts } from '../runtimeAgent';

/** The agent for Node programs of this window, with its files where the editor keeps ours. */
export function createRuntimeAgent(
  { extensionUri, globalStorageUri, workspaceState }: vscode.ExtensionContext,
  ports: Pick<RuntimeAgentPorts, 'clock' | 'processes' | 'isWatched' | 'log'>,
): RuntimeAgent {
  return new RuntimeAgent({
    ...ports,
    shippedFile: vscode.Uri.joinPath(extensionUri, 'dist', 'agent.js').fsPath,
    shippedModule: vscode.Uri.joinPath(extensionUri, 'dist', 'python', 'sitecustomize.py').fsPath,
    storageFolder: globalStorageUri.fsPath,
    socketBases: [tmpdir(), '/tmp'],
    memento: workspaceState,
    environment: process.env,
    platform: process.platform,
  });
}
