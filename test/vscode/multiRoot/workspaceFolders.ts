import { utimesSync } from 'node:fs';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor';

const TOUCHED_EVERY_MS = 2_000;

/**
 * The folders of the window, once there are any. A window on a busy machine may have opened before its workspace file
 * could be read; the editor reads it again when it changes.
 */
export function workspaceFolders(): Promise<readonly vscode.WorkspaceFolder[]> {
  let touchedMs = Date.now();
  return waitFor(
    () => {
      const { workspaceFile, workspaceFolders: folders = [] } = vscode.workspace;
      if (folders.length > 0) return folders;
      const nowMs = Date.now();
      if (workspaceFile !== undefined && nowMs - touchedMs >= TOUCHED_EVERY_MS) {
        touchedMs = nowMs;
        utimesSync(workspaceFile.fsPath, new Date(), new Date());
      }
      return false;
    },
    { timeoutMs: 60_000, what: 'the folders of the workspace' },
  );
}
