import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { waitFor } from '../support/waitFor';
import type { Workbench } from './workbench';

/** Two programs that start at once and cost little, and a compound of both; each is one line, so that all show. */
const TEXT = `{
  "version": "0.2.0",
  "configurations": [
    { "name": "Waits", "type": "node", "request": "launch", "program": "\${workspaceFolder}/paused.js" },
    { "name": "Forks", "type": "node", "request": "launch", "program": "\${workspaceFolder}/forker.js", "args": ["1"] }
  ],
  "compounds": [
    { "name": "Both", "configurations": ["Waits", "Forks"], "stopAll": true }
  ]
}
`;

/** A short launch.json, open in an editor, and what a person does with it. */
export class LaunchJson {
  private constructor(private readonly workbench: Workbench) {}

  /** Puts it in the place of the workspace's own and opens it as a person does. */
  static async open(workbench: Workbench): Promise<LaunchJson> {
    writeFileSync(join(workbench.workspace, '.vscode', 'launch.json'), TEXT);
    const file = new LaunchJson(workbench);
    await workbench.runCommand('View: Show Explorer');
    const explorer = workbench.page.locator('.explorer-folders-view');
    await explorer.getByRole('treeitem', { name: '.vscode' }).click();
    await file.inExplorer().dblclick();
    await file.lensAbove('Both');
    return file;
  }

  /** The file in the explorer, which must be shown. */
  inExplorer(): Locator {
    return this.workbench.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'launch.json' });
  }

  /** Sets the cursor into the line of an entry. */
  async clickLine(text: string, button: 'left' | 'right' = 'left'): Promise<void> {
    // The editor draws its cursor above the text; the end of a long line is behind what stands beside the editor.
    await this.line(text).click({ force: true, button, position: { x: 60, y: 5 } });
  }

  /** The "Monitor" that stands above the line of an entry; waits until it is there. */
  async lensAbove(text: string): Promise<Locator> {
    const lenses = this.workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Monitor' });
    return waitFor(
      async () => {
        const line = await this.line(text).boundingBox();
        for (const lens of await lenses.all()) {
          const box = await lens.boundingBox({ timeout: 1_000 }).catch(() => null);
          if (line && box && box.y < line.y && box.y > line.y - 1.5 * line.height) return lens;
        }
        return undefined;
      },
      { timeoutMs: 60_000, what: `the lens above ${text}` },
    );
  }

  private line(text: string): Locator {
    return this.workbench.page
      .locator('.view-line')
      .filter({ hasText: `"${text}"` })
      .first();
  }
}
