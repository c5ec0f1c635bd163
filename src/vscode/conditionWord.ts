import * as vscode from 'vscode';
import type { Health, SessionState } from '../shared/state';

/** A state or a health in a word. */
export function conditionWord(condition: SessionState | Health): string {
  switch (condition) {
    case 'starting':
      return vscode.l10n.t('starting');
    case 'running':
      return vscode.l10n.t('running');
    case 'lost':
      return vscode.l10n.t('lost');
    case 'ok':
      return vscode.l10n.t('ok');
    case 'warning':
      return vscode.l10n.t('warning');
    case 'critical':
      return vscode.l10n.t('critical');
    case 'unknown':
      return vscode.l10n.t('unknown');
    case 'paused':
      return vscode.l10n.t('paused');
    case 'ended':
      return vscode.l10n.t('ended');
    case 'crashed':
      return vscode.l10n.t('crashed');
  }
}
