import * as vscode from 'vscode';
import type { CatalogRun } from '../../history/runCatalog';
import { Owner } from '../disposables';
import { HISTORY_COMMANDS } from '../ids';
import type { PastRuns } from './pastRuns';
import { runIdsIn } from './runArguments';

/** What the commands lead to. */
export interface HistoryCommandPorts {
  readonly pastRuns: PastRuns;
  /** Opens a run in the panel. */
  open(run: CatalogRun): Promise<void>;
  /** Shows what happened before a run ended. */
  report(run: CatalogRun): Promise<void>;
}

/** The commands about past runs: of those that the tree names, else of one that a person picks. */
export class HistoryCommands extends Owner {
  constructor(private readonly ports: HistoryCommandPorts) {
    super();
    const { pastRuns } = ports;
    const one =
      (work: (run: CatalogRun) => Promise<void>) =>
      async ([run]: readonly CatalogRun[]): Promise<void> => {
        if (run !== undefined) await work(run);
      };
    const pin =
      (isPinned: boolean) =>
      async (runs: readonly CatalogRun[]): Promise<void> => {
        for (const { id } of runs) await pastRuns.setPinned(id, isPinned);
      };
    const implementations: Readonly<
      Record<keyof typeof HISTORY_COMMANDS, (runs: readonly CatalogRun[]) => Promise<void>>
    > = {
      openRun: one((run) => ports.open(run)),
      renameRun: one((run) => this.rename(run)),
      pinRun: pin(true),
      unpinRun: pin(false),
      deleteRun: (runs) => this.remove(runs),
      showReport: one((run) => ports.report(run)),
    };
    for (const [name, work] of Object.entries(implementations)) {
      const command = HISTORY_COMMANDS[name as keyof typeof HISTORY_COMMANDS];
      this.register(
        vscode.commands.registerCommand(command, async (argument: unknown, selected: unknown) => {
          const runs = await this.runsOf(argument, selected);
          if (runs.length > 0) await work(runs);
        }),
      );
    }
  }

  /** The row that was clicked comes first, then those that were selected with it. Only ids are taken from arguments. */
  private async runsOf(argument: unknown, selected: unknown): Promise<readonly CatalogRun[]> {
    await this.ports.pastRuns.refresh();
    const runs = this.ports.pastRuns.all();
    const named = new Set([...runIdsIn(argument), ...runIdsIn(selected)]);
    if (named.size > 0) {
      const kept = [...named].flatMap((id) => runs.find((run) => run.id === id) ?? []);
      if (kept.length === 0) void vscode.window.showWarningMessage(vscode.l10n.t('This run is no longer kept.'));
      return kept;
    }
    if (runs.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('No run has been recorded yet.'));
      return [];
    }
    const items = runs.map((run) => ({
      label: run.name,
      description: new Date(run.summary.startedAtMs).toLocaleString(),
      run,
    }));
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which run?') });
    return picked === undefined ? [] : [picked.run];
  }

  private async rename({ id, name }: CatalogRun): Promise<void> {
    const given = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Run'),
      value: name,
      validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A run needs a name.') : undefined),
    });
    if (given !== undefined) await this.ports.pastRuns.rename(id, given.trim().slice(0, 200));
  }

  private async remove(runs: readonly CatalogRun[]): Promise<void> {
    const [first, ...others] = runs;
    if (first === undefined) return;
    const confirmed = vscode.l10n.t('Delete');
    const question =
      others.length === 0
        ? vscode.l10n.t('Delete the run "{0}"? It cannot be brought back.', first.name)
        : vscode.l10n.t('Delete {0} runs? They cannot be brought back.', runs.length);
    const answer = await vscode.window.showWarningMessage(question, { modal: true }, confirmed);
    if (answer !== confirmed) return;
    for (const { id } of runs) await this.ports.pastRuns.remove(id);
  }
}
