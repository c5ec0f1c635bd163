import * as vscode from 'vscode';
import type { Health } from '../shared/state';
import { Owner } from './disposables';
import { COMMANDS, STATUS_BAR_ID } from './ids';
import { spokenText, statusText, type StatusBarContent } from './statusBarText';
import { statusTooltip } from './statusBarTooltip';

/** The one item in the status bar: CPU, memory and state of the active run; hidden when nothing is monitored. */
export class StatusBar extends Owner {
  private readonly item: vscode.StatusBarItem;
  private isShown = false;

  constructor() {
    super();
    this.item = this.register(vscode.window.createStatusBarItem(STATUS_BAR_ID, vscode.StatusBarAlignment.Left, 0));
    this.item.name = vscode.l10n.t('Process Monitor');
    this.item.command = COMMANDS.openPanel;
  }

  /** Shows a run, or hides the item where there is none. */
  render(content: StatusBarContent | undefined): void {
    if (content === undefined) {
      if (this.isShown) this.item.hide();
      this.isShown = false;
      return;
    }
    this.item.text = statusText(content);
    this.item.tooltip = statusTooltip(content);
    this.item.backgroundColor = backgroundOf(content.session.health);
    this.item.accessibilityInformation = { label: spokenText(content) };
    if (!this.isShown) this.item.show();
    this.isShown = true;
  }
}

/** Only what a person should look at now has a colour. */
function backgroundOf(health: Health): vscode.ThemeColor | undefined {
  switch (health) {
    case 'warning':
      return new vscode.ThemeColor('statusBarItem.warningBackground');
    case 'critical':
      return new vscode.ThemeColor('statusBarItem.errorBackground');
    case 'ok':
    case 'unknown':
    case 'paused':
    case 'ended':
    case 'crashed':
      return undefined;
  }
}
