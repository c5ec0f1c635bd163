import type { Locator } from 'playwright-core';
import { processTree, stillRunning } from '../host/processTree';
import { waitFor } from '../support/waitFor';
import { supervisedPrograms } from './supervisedPrograms';
import { useWorkbench } from './useWorkbench';
import type { Workbench } from './workbench';

const MONITOR = 'Monitor Launch Configuration...';

/** An orphan must be gone within this time after the death of the extension host. */
const GONE_MS = 5_000;

/** Opens launch.json in an editor as a person does. */
async function openLaunchJson(workbench: Workbench): Promise<void> {
  // The panel may have moved into a group of its own.
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('View: Show Explorer');
  const explorer = workbench.page.locator('.explorer-folders-view');
  const file = explorer.getByRole('treeitem', { name: 'launch.json' });
  if (!(await file.isVisible())) await explorer.getByRole('treeitem', { name: '.vscode' }).click();
  await file.dblclick();
  await editorLine(workbench, 'version').waitFor();
}

/** The lines of the editor that hold a text. */
function editorLine(workbench: Workbench, text: string): Locator {
  return workbench.page.locator('.view-line').filter({ hasText: text }).first();
}

describe('a person who monitors a launch configuration', () => {
  const workbench = useWorkbench({ settings: { 'editor.stickyScroll.enabled': false } });
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);

  /** The panel has opened and shows this program running. */
  async function sees(name: string): Promise<void> {
    await workbench().page.locator('.debug-toolbar').waitFor();
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    await inPanel('.process-name').filter({ hasText: name }).first().waitFor();
  }

  afterEach(async () => {
    await workbench().runCommand('Debug: Stop');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
  });

  it('clicks the lens above it', async () => {
    await openLaunchJson(workbench());
    await workbench().page.locator('.codelens-decoration a').filter({ hasText: 'Monitor' }).nth(1).click();
    await sees('node burn.js');
    await workbench().screenshot('launch-lens');
  });
});

// The processes of the server are read from /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('a person whose extension host is killed', () => {
  const workbench = useWorkbench();

  it('has no orphan after 5 s', async () => {
    await workbench().runCommand(`Process Monitor: ${MONITOR}`);
    await workbench().pick('Three children');
    const program = await waitFor(
      () => supervisedPrograms(workbench().workspace).find(({ family }) => family.length === 4),
      { timeoutMs: 30_000, what: 'a program with three children' },
    );
    const everything = [...program.family, ...processTree(program.supervisorPid)];
    process.kill(program.hostPid, 'SIGKILL');
    await waitFor(() => stillRunning(everything).length === 0, { timeoutMs: GONE_MS, what: 'no orphan' });
  });
});
