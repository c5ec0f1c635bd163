import * as vscode from 'vscode';

/**
 * Whether programs may be started. Where the workspace is not trusted, says why nothing happens and offers the way out;
 * it does not wait for the answer.
 */
export function mayStart(name: string): boolean {
  return isTrusted(untrustedText(name));
}

/** Whether processes may be attached to: VS Code runs no debug adapter in a workspace that is not trusted. As above. */
export function mayAttach(): boolean {
  return isTrusted(
    vscode.l10n.t(
      'No process can be attached to: this workspace is not trusted, and nothing is debugged in it. Trust the workspace first.',
    ),
  );
}

function isTrusted(otherwise: string): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  void vscode.window.showWarningMessage(otherwise, manage).then(async (answer) => {
    if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}

/** Why a program is not started. */
export function untrustedText(name: string): string {
  return vscode.l10n.t(
    '"{0}" is not started: this workspace is not trusted, and its launch configurations decide what runs. Trust the workspace first.',
    name,
  );
}
