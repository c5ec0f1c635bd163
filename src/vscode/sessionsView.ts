import * as vscode from 'vscode';
import { isFiring } from '../detection/health';
import type { MonitorHub } from '../monitoring/monitorHub';
import { processKey } from '../shared/sample';
import type { Alert, BudgetStatus, Health, ProcessView, Session } from '../shared/state';
import { conditionWord } from './conditionWord';
import { Owner } from './disposables';
import { COMMANDS, SESSIONS_VIEW } from './ids';

/** What stands in a line of the tree. */
export type SessionsNode =
  | { readonly kind: 'session'; readonly sessionId: string; readonly session: Session }
  | { readonly kind: 'alert'; readonly sessionId: string; readonly alert: Alert }
  | { readonly kind: 'budget'; readonly sessionId: string; readonly budget: BudgetStatus }
  | { readonly kind: 'process'; readonly sessionId: string; readonly process: ProcessView };

/** The tree "Monitored Sessions": sessions with their health, below them what fires and what runs. */
export class SessionsView extends Owner implements vscode.TreeDataProvider<SessionsNode> {
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<SessionsNode>;
  private shown = '';

  constructor(private readonly hub: MonitorHub) {
    super();
    this.view = this.register(vscode.window.createTreeView(SESSIONS_VIEW, { treeDataProvider: this }));
    this.register({
      dispose: hub.onUpdate(() => {
        this.refresh();
      }),
    });
  }

  getTreeItem(node: SessionsNode): vscode.TreeItem {
    switch (node.kind) {
      case 'session':
        return sessionItem(node.session);
      case 'alert':
        return alertItem(node.alert);
      case 'budget':
        return budgetItem(node.budget);
      case 'process':
        return processItem(node.process);
    }
  }

  getChildren(node?: SessionsNode): SessionsNode[] {
    if (node === undefined) {
      const sessions = this.hub.sessions().toReversed();
      return sessions.map((session) => ({ kind: 'session', sessionId: session.id, session }));
    }
    if (node.kind !== 'session') return [];
    const { sessionId } = node;
    const { alerts, budgets = [], processes } = node.session;
    return [
      ...alerts.filter(isFiring).map((alert) => ({ kind: 'alert', sessionId, alert }) as const),
      ...budgets.map((budget) => ({ kind: 'budget', sessionId, budget }) as const),
      ...processes.filter(({ alive }) => alive).map((process) => ({ kind: 'process', sessionId, process }) as const),
    ];
  }

  /** Draws anew only what a person would see change: values go by too fast for a tree. */
  private refresh(): void {
    const sessions = this.hub.sessions();
    const outline = JSON.stringify(
      sessions.map(({ id, health, alerts, budgets, processes }) => [
        id,
        health,
        alerts.filter(isFiring).map((alert) => `${alert.id}${alert.severity}`),
        budgets,
        processes.filter(({ alive }) => alive).map((process) => `${processKey(process)}${process.name}`),
      ]),
    );
    if (outline === this.shown) return;
    this.shown = outline;
    const firing = sessions
      .flatMap(({ alerts }) => alerts)
      .filter((alert) => isFiring(alert) && alert.notify !== 'off');
    const tooltip = firing.length === 1 ? vscode.l10n.t('1 alert') : vscode.l10n.t('{0} alerts', firing.length);
    this.view.badge = firing.length === 0 ? undefined : { value: firing.length, tooltip };
    this.changed.fire(undefined);
  }
}

function sessionItem({ id, name, health, alerts, budgets = [], endedAtMs }: Session): vscode.TreeItem {
  const isOverBudget = budgets.some(({ verdict }) => verdict === 'broken');
  const isTold = isOverBudget || alerts.some(isFiring);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(name, isTold ? Expanded : Collapsed);
  // The editor keeps a row as it was while it has the same id: with another one it opens to what there is to see.
  item.id = isTold ? `${id} told` : id;
  item.description = isOverBudget ? vscode.l10n.t('{0}, over budget', conditionWord(health)) : conditionWord(health);
  item.iconPath = healthIcon(health);
  item.contextValue = endedAtMs === undefined ? 'runningSession' : 'endedSession';
  item.command = { command: COMMANDS.openPanel, title: vscode.l10n.t('Open Panel') };
  return item;
}

function alertItem({ id, name, severity, message }: Alert): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.id = id;
  item.description = message;
  item.tooltip = message;
  item.iconPath = healthIcon(severity === 'info' ? 'ok' : severity);
  item.contextValue = 'alert';
  return item;
}

function budgetItem({ verdict, text }: BudgetStatus): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.tooltip = text;
  item.iconPath = healthIcon(BUDGET_HEALTH[verdict]);
  item.contextValue = 'budget';
  return item;
}

const BUDGET_HEALTH: Readonly<Record<BudgetStatus['verdict'], Health>> = {
  kept: 'ok',
  broken: 'critical',
  notMeasured: 'unknown',
};

function processItem(process: ProcessView): vscode.TreeItem {
  const item = new vscode.TreeItem(process.name);
  item.description = vscode.l10n.t('pid {0}', process.pid);
  item.iconPath = new vscode.ThemeIcon('server-process');
  item.contextValue = 'process';
  return item;
}

function healthIcon(health: Health): vscode.ThemeIcon {
  switch (health) {
    case 'ok':
      return new vscode.ThemeIcon('pass');
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'critical':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'unknown':
      return new vscode.ThemeIcon('question');
    case 'paused':
      return new vscode.ThemeIcon('debug-pause');
    case 'ended':
      return new vscode.ThemeIcon('debug-stop');
    case 'crashed':
      return new vscode.ThemeIcon('bracket-error', new vscode.ThemeColor('list.errorForeground'));
  }
}
