import * as vscode from 'vscode';

/** Why a file could not be written, where, and what helps, by the file system's code. */
export function failureText(uri: vscode.Uri, code: string): string {
  const failure = vscode.l10n.t('{0} could not be written: {1}', uri.fsPath, reasonText(code));
  return `${failure} ${vscode.l10n.t('What was there before is unchanged.')}`;
}

function reasonText(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return vscode.l10n.t('the disk is full. Make room, or choose another folder.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return vscode.l10n.t('it is read-only. Choose another folder.');
    case 'ENOENT':
    case 'ENOTDIR':
      return vscode.l10n.t('the folder is not there. Choose another one.');
    case 'EISDIR':
      return vscode.l10n.t('it is a folder. Choose another name.');
    case 'ENOTSUP':
      return vscode.l10n.t('it is not on the machine where the program runs. Choose a folder there.');
    default:
      return vscode.l10n.t('the system says {0}. Choose another folder.', code);
  }
}
