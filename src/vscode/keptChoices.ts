import type * as vscode from 'vscode';
import { decodeChoices, type PanelChoices } from '../shared/panelChoices';

const KEY = 'panelChoices';

/** How a person likes to see runs: kept in the workspace, so that it outlives tab and window. */
export class KeptChoices {
  constructor(private readonly memento: vscode.Memento) {}

  /** What was kept last; the first choices where nothing was, or nothing that is understood. */
  read(): PanelChoices {
    return decodeChoices(this.memento.get<unknown>(KEY));
  }

  /** Rejects where the workspace's state cannot be written. */
  async keep(choices: PanelChoices): Promise<void> {
    await this.memento.update(KEY, choices);
  }
}
