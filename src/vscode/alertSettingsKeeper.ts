import * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Alerting } from '../monitoring/alerting';
import type { Clock } from '../shared/clock';
import { readAlerting } from './alertSettings';
import { Owner } from './disposables';
import { folderOf } from './folderOf';
import { CONFIGURATION_SECTION } from './ids';
import { ToldProblems } from './toldProblems';

/** Keeps the hub judging by the rules that are set for each workspace folder. A rule that cannot be used is told once, the others stay on. */
export class AlertSettingsKeeper extends Owner {
  private readonly problems: ToldProblems;

  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
    log: vscode.LogOutputChannel,
  ) {
    super();
    this.problems = new ToldProblems(log);
    this.judge();
    // Nothing runs yet that is to be judged: the start of the window does not wait until all rules are read.
    const atLeisure = setImmediate(() => {
      this.tellProblems();
    });
    this.register({
      dispose: () => {
        clearImmediate(atLeisure);
      },
    });
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const sections = ['alerts', 'anomalies'].map((name) => `${CONFIGURATION_SECTION}.${name}`);
        if (!sections.some((section) => event.affectsConfiguration(section))) return;
        this.judge();
        this.tellProblems();
      }),
    );
  }

  /** Rules are read when the first program of a folder runs. */
  private judge(): void {
    const byFolder = new Map<string | undefined, Alerting>();
    this.hub.setAlerting((facts) => {
      const known = byFolder.get(facts.workspaceFolder);
      if (known !== undefined) return known;
      const { alerting, problems } = readAlerting(folderOf(facts));
      byFolder.set(facts.workspaceFolder, alerting);
      this.problems.tell(problems);
      return alerting;
    }, this.clock.nowMs());
  }

  /** A mistake is told when it is made, not when the first program of a folder runs. */
  private tellProblems(): void {
    for (const folder of [undefined, ...(vscode.workspace.workspaceFolders ?? [])]) {
      this.problems.tell(readAlerting(folder?.uri).problems);
    }
  }
}
