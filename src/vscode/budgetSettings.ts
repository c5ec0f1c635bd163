import * as vscode from 'vscode';
import { decodeBudgets, type BudgetProblem } from '../budgets/decodeBudgets';
import type { Budget } from '../budgets/parseBudget';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import { Owner } from './disposables';
import { folderOf } from './folderOf';
import { CONFIGURATION_SECTION } from './ids';
import { ToldProblems } from './toldProblems';

const BUDGETS = 'budgets';

/** Holds sessions to the budgets that are set for their configuration. One that cannot be used is told once, the others hold. */
export class BudgetSettings extends Owner {
  private readonly problems: ToldProblems;

  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
    log: vscode.LogOutputChannel,
  ) {
    super();
    this.problems = new ToldProblems(log);
    this.apply();
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${CONFIGURATION_SECTION}.${BUDGETS}`)) this.apply();
      }),
    );
  }

  private apply(): void {
    this.hub.setBudgets((facts) => this.read(folderOf(facts)).get(facts.name) ?? [], this.clock.nowMs());
    // A mistake is told when it is made, not when the first program runs.
    for (const folder of [undefined, ...(vscode.workspace.workspaceFolders ?? [])]) this.read(folder?.uri);
  }

  private read(folder: vscode.Uri | undefined): ReadonlyMap<string, readonly Budget[]> {
    const given = vscode.workspace.getConfiguration(CONFIGURATION_SECTION, folder).get<unknown>(BUDGETS);
    const { budgets, problems } = decodeBudgets(given);
    this.problems.tell(problems.map(problemText));
    return budgets;
  }
}

function problemText({ name, message }: BudgetProblem): string {
  const setting = `${CONFIGURATION_SECTION}.${BUDGETS}`;
  return name === ''
    ? vscode.l10n.t('{0}: {1}', setting, message)
    : vscode.l10n.t('{0}, "{1}": {2}', setting, name, message);
}
