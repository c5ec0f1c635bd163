import * as vscode from 'vscode';
import type { CatalogRun } from '../../history/runCatalog';
import { Owner } from '../disposables';
import { HISTORY_COMMANDS } from '../ids';
import type { PastRuns } from './pastRuns';

/** What the commands lead to. */
export interface HistoryCommandPorts {
  readonly pastRuns: PastRuns;
  /** Opens a run in the panel. */
  open(run: CatalogRun): Promise<void>;
  /** Shows what happened before a run ended. */
  report(run: CatalogRun): Promise<void>;
}

/** The commands about past runs: of the one that the tree names, else of one that a person picks. */
export class HistoryCommands extends Owner {
  constructor(private readonly ports: HistoryCommandPorts) {
    super();
    const { pastRuns } = ports;
    const implementations: Readonly<Record<keyof typeof HISTORY_COMMANDS, (run: CatalogRun) => Promise<void>>> = {
      openRun: (run) => ports.open(run),
      renameRun: (run) => this.rename(run),
      pinRun: ({ id }) => pastRuns.setPinned(id, true),
      unpinRun: ({ id }) => pastRuns.setPinned(id, false),
      deleteRun: (run) => this.remove(run),
      showReport: (run) => ports.report(run),
    };
    for (const [name, work] of Object.entries(implementations)) {
      const command = HISTORY_COMMANDS[name as keyof typeof HISTORY_COMMANDS];
      this.register(
        vscode.commands.registerCommand(command, async (argument: unknown) => {
          const run = await this.runOf(argument);
          if (run !== undefined) await work(run);
        }),
      );
    }
  }

  /** Arguments come from anywhere: only the id is taken from them. */
  private async runOf(argument: unknown): Promise<CatalogRun | undefined> {
    await this.ports.pastRuns.refresh();
    const runs = this.ports.pastRuns.all();
    const named = idIn(argument);
    if (named !== undefined) {
      const run = runs.find(({ id }) => id === named);
      if (run === undefined) void vscode.window.showWarningMessage(vscode.l10n.t('This run is no longer kept.'));
      return run;
    }
    if (runs.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('No run has been recorded yet.'));
      return undefined;
    }
    const items = runs.map((run) => ({
      label: run.name,
      description: new Date(run.summary.startedAtMs).toLocaleString(),
      run,
    }));
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which run?') }))?.run;
  }

  private async rename({ id, name }: CatalogRun): Promise<void> {
    const given = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Run'),
      value: name,
      validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A run needs a name.') : undefined),
    });
    if (given !== undefined) await this.ports.pastRuns.rename(id, given.trim().slice(0, 200));
  }

  private async remove({ id, name }: CatalogRun): Promise<void> {
    const confirmed = vscode.l10n.t('Delete');
    const question = vscode.l10n.t('Delete the run "{0}"? It cannot be brought back.', name);
    const answer = await vscode.window.showWarningMessage(question, { modal: true }, confirmed);
    if (answer === confirmed) await this.ports.pastRuns.remove(id);
  }
}

/** The id of a run in a command's argument: a node of the tree, or `{ run: { id } }` from elsewhere. */
function idIn(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('run' in argument)) return undefined;
  const { run } = argument;
  if (typeof run !== 'object' || run === null || !('id' in run)) return undefined;
  return typeof run.id === 'string' ? run.id : undefined;
}
