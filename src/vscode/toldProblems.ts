import * as vscode from 'vscode';

/** Tells a person what is wrong with settings: each mistake once in a window, in a toast and in the log. */
export class ToldProblems {
  private readonly told = new Set<string>();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  tell(problems: readonly string[]): void {
    for (const problem of problems) {
      if (this.told.has(problem)) continue;
      this.told.add(problem);
      this.log.warn(problem);
      // Nobody waits for the answer: a toast's promise may never resolve.
      void vscode.window.showWarningMessage(problem);
    }
  }
}
