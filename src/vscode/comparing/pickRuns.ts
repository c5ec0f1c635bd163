import * as vscode from 'vscode';
import type { CatalogRun } from '../../history/runCatalog';
import type { RunId } from '../../history/runFolder';

/** Lets a person pick the runs to compare; those that are named already are picked. Empty where fewer than two are. */
export async function pickRuns(runs: readonly CatalogRun[], named: ReadonlySet<RunId>): Promise<readonly CatalogRun[]> {
  if (runs.length < 2) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Two runs are needed: fewer have been recorded.'));
    return [];
  }
  const items = runs.map((run) => ({
    label: run.name,
    description: new Date(run.summary.startedAtMs).toLocaleString(),
    picked: named.has(run.id),
    run,
  }));
  const title = vscode.l10n.t('Compare which runs?');
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  if (picked === undefined) return [];
  if (picked.length < 2) await vscode.window.showInformationMessage(vscode.l10n.t('Pick two runs or more.'));
  return picked.length < 2 ? [] : picked.map(({ run }) => run);
}
