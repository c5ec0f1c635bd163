import * as vscode from 'vscode';
import type { Compound } from '../../launching/configurations/launchFile';
import { OWN_TYPE } from '../../launching/configurations/translate';
import { Owner } from '../disposables';

/** A field of ours in a configuration that is there for its task only. */
const FIELD = '__processMonitorTask';

/**
 * Runs the tasks of compounds. An extension cannot tell when a task in the background is ready, and VS Code can: it
 * runs the task of any configuration before it asks our provider for the last time, which then calls the start off.
 */
export class PreLaunchTasks extends Owner {
  private count = 0;
  /** The tasks behind which the programs may start. */
  private readonly ready = new Set<string>();

  constructor() {
    super();
    this.register(
      vscode.debug.registerDebugConfigurationProvider(OWN_TYPE, {
        resolveDebugConfigurationWithSubstitutedVariables: (_folder, configuration) => {
          const id: unknown = configuration[FIELD];
          if (typeof id !== 'string') return configuration;
          this.ready.add(id);
          return undefined;
        },
      }),
    );
  }

  /** Resolves to whether the members of a compound may start; if they may not, a person has been told why. */
  async run({ name, preLaunchTask }: Compound, folder: vscode.WorkspaceFolder | undefined): Promise<boolean> {
    if (preLaunchTask === undefined) return true;
    if (typeof preLaunchTask === 'string' && !(await isThere(preLaunchTask))) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          '"{0}" cannot be started. "preLaunchTask": there is no task "{1}". Correct its name.',
          name,
          preLaunchTask,
        ),
      );
      return false;
    }
    this.count += 1;
    const id = String(this.count);
    const configuration = { name, type: OWN_TYPE, request: 'launch', preLaunchTask, [FIELD]: id };
    await vscode.debug.startDebugging(folder, configuration, { noDebug: true });
    return this.ready.delete(id);
  }
}

/** Whether there is a task of this name; one that a variable names is for VS Code to find. */
async function isThere(label: string): Promise<boolean> {
  return label.includes('${') || (await vscode.tasks.fetchTasks()).some(({ name }) => name === label);
}
