import * as vscode from 'vscode';

/**
 * Runs the task of a compound and resolves to whether its members may start: once it has ended with 0, at once for a
 * task that goes on in the background. A person is told why not.
 */
export async function runTask(
  compoundName: string,
  label: string,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<boolean> {
  const named = (await vscode.tasks.fetchTasks()).filter((task) => task.name === label);
  const task = named.find(({ scope }) => scope === folder) ?? named[0];
  if (task === undefined) {
    tell(
      vscode.l10n.t(
        '"{0}" cannot be started. "preLaunchTask": there is no task "{1}". Correct its name.',
        compoundName,
        label,
      ),
    );
    return false;
  }
  const exitCode = await run(task);
  if (exitCode === 0) return true;
  tell(
    vscode.l10n.t('"{0}" is not started: its task "{1}" failed. Correct what the task reports.', compoundName, label),
  );
  return false;
}

/** The exit code; undefined if the task was ended before it had one. */
async function run(task: vscode.Task): Promise<number | undefined> {
  const subscriptions: vscode.Disposable[] = [];
  try {
    const ended = new Promise<number | undefined>((resolve) => {
      subscriptions.push(
        vscode.tasks.onDidEndTaskProcess((event) => {
          if (event.execution.task.name === task.name) resolve(event.exitCode);
        }),
        vscode.tasks.onDidEndTask((event) => {
          // A task without a process of its own ends with this alone.
          if (event.execution.task.name === task.name) setTimeout(resolve, 0, undefined);
        }),
      );
    });
    await vscode.tasks.executeTask(task);
    return task.isBackground ? 0 : await ended;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function tell(text: string): void {
  void vscode.window.showErrorMessage(text);
}
