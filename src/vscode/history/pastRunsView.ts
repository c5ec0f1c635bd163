import * as vscode from 'vscode';
import type { CatalogRun } from '../../history/runCatalog';
import type { RunSummary } from '../../history/runSummary';
import { metricOf } from '../../shared/metrics';
import { formatDuration, formatText, quantityOf } from '../../shared/units';
import { Owner } from '../disposables';
import { HISTORY_COMMANDS, PAST_RUNS_VIEW } from '../ids';
import type { PastRuns } from './pastRuns';

/** What stands in a line of the tree. */
export type PastRunsNode =
  | { readonly kind: 'configuration'; readonly name: string; readonly runs: readonly CatalogRun[] }
  | { readonly kind: 'run'; readonly run: CatalogRun };

/** The tree "Past Runs": by configuration, newest first. */
export class PastRunsView extends Owner implements vscode.TreeDataProvider<PastRunsNode> {
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly pastRuns: PastRuns,
    /** Called when the tree comes into view: other windows may have kept and removed runs since. */
    onShown: () => void,
  ) {
    super();
    const view = this.register(
      vscode.window.createTreeView(PAST_RUNS_VIEW, { treeDataProvider: this, canSelectMany: true }),
    );
    this.register(
      view.onDidChangeVisibility(({ visible }) => {
        if (visible) onShown();
      }),
    );
    this.register(
      pastRuns.onDidChange(() => {
        this.changed.fire(undefined);
      }),
    );
  }

  getTreeItem(node: PastRunsNode): vscode.TreeItem {
    return node.kind === 'run' ? runItem(node.run) : configurationItem(node.name, node.runs);
  }

  getChildren(node?: PastRunsNode): PastRunsNode[] {
    if (node?.kind === 'run') return [];
    if (node !== undefined) return node.runs.map((run) => ({ kind: 'run', run }));
    const byConfiguration = new Map<string, CatalogRun[]>();
    for (const run of this.pastRuns.all()) {
      const runs = byConfiguration.get(run.summary.configuration) ?? [];
      runs.push(run);
      byConfiguration.set(run.summary.configuration, runs);
    }
    return [...byConfiguration].map(([name, runs]) => ({ kind: 'configuration', name, runs }));
  }
}

function configurationItem(name: string, runs: readonly CatalogRun[]): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `configuration ${name}`;
  item.description = runs.length === 1 ? vscode.l10n.t('1 run') : vscode.l10n.t('{0} runs', runs.length);
  item.contextValue = 'configuration';
  return item;
}

function runItem(run: CatalogRun): vscode.TreeItem {
  const { id, name, isPinned, summary } = run;
  const started = new Date(summary.startedAtMs).toLocaleString();
  const isNamed = name !== summary.name;
  const item = new vscode.TreeItem(isNamed ? name : started);
  item.id = id;
  item.description = [...(isNamed ? [started] : []), ...factsOf(run)].join(', ');
  item.iconPath = isPinned ? new vscode.ThemeIcon('pinned') : outcomeIcon(summary.outcome);
  item.contextValue = `${isPinned ? 'pinned' : 'unpinned'}${summary.outcome === 'crashed' ? 'Crashed' : ''}Run`;
  item.tooltip = [name, started, ...factsOf(run), ...(summary.reason === undefined ? [] : [summary.reason])].join('\n');
  item.command = { command: HISTORY_COMMANDS.openRun, title: vscode.l10n.t('Open'), arguments: [{ kind: 'run', run }] };
  return item;
}

const CPU = quantityOf(metricOf('process.cpu.time'));
const MEMORY = quantityOf(metricOf('process.memory.usage'));

/** Outcome, duration, peaks and commit, as far as they are known. */
function factsOf({ summary, endedAtMs }: CatalogRun): readonly string[] {
  const { outcome, exitCode, startedAtMs, peakCpuCores, peakMemoryBytes, git } = summary;
  return [
    exitCode === undefined ? outcomeText(outcome) : vscode.l10n.t('{0} with code {1}', outcomeText(outcome), exitCode),
    formatDuration(endedAtMs - startedAtMs),
    ...(peakCpuCores === undefined ? [] : [vscode.l10n.t('CPU up to {0}', formatText(peakCpuCores, CPU))]),
    ...(peakMemoryBytes === undefined ? [] : [vscode.l10n.t('memory up to {0}', formatText(peakMemoryBytes, MEMORY))]),
    ...(git === undefined
      ? []
      : [`${git.commit.slice(0, 8)}${git.isDirty ? ` ${vscode.l10n.t('with changes')}` : ''}`]),
  ];
}

/** An outcome in a word. */
export function outcomeText(outcome: RunSummary['outcome']): string {
  switch (outcome) {
    case 'running':
      return vscode.l10n.t('running');
    case 'ended':
      return vscode.l10n.t('ended');
    case 'crashed':
      return vscode.l10n.t('crashed');
    case 'lost':
      return vscode.l10n.t('not found');
    case 'interrupted':
      return vscode.l10n.t('interrupted');
  }
}

function outcomeIcon(outcome: RunSummary['outcome']): vscode.ThemeIcon {
  switch (outcome) {
    case 'running':
      return new vscode.ThemeIcon('pulse');
    case 'ended':
      return new vscode.ThemeIcon('history');
    case 'crashed':
      return new vscode.ThemeIcon('bracket-error', new vscode.ThemeColor('list.errorForeground'));
    case 'lost':
      return new vscode.ThemeIcon('question');
    case 'interrupted':
      return new vscode.ThemeIcon('debug-disconnect');
  }
}
