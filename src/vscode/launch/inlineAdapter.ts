import * as vscode from 'vscode';
import { MonitorAdapter } from '../../launching/adapter/monitorAdapter';
import { nodePorts } from '../../launching/adapter/nodePorts';
import type { SupervisorProgram } from '../../launching/supervisor/startPiped';

/** The adapter of one session, inside the extension host; VS Code disposes it. */
export function inlineAdapter(
  program: SupervisorProgram,
  folder: vscode.WorkspaceFolder | undefined,
): vscode.DebugAdapter {
  const messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
  const adapter = new MonitorAdapter(nodePorts(program, folder?.uri.fsPath), (message) => {
    messages.fire(message);
  });
  const owner = new vscode.Disposable(() => {
    adapter.dispose();
    messages.dispose();
  });
  return Object.assign(owner, {
    onDidSendMessage: messages.event,
    handleMessage: (message: vscode.DebugProtocolMessage) => {
      adapter.handle(message);
    },
  });
}
