import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { processTree, stillRunning } from '../host/processTree';
import { waitFor } from '../support/waitFor';
import { supervisedPrograms, type SupervisedProgram } from './supervisedPrograms';
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

/** An entry of an open menu. */
function menuItem(workbench: Workbench, name: string): Locator {
  return workbench.page.locator('.monaco-menu').getByRole('menuitem', { name, exact: true });
}

/** The lines of the editor that hold a text. */
function editorLine(workbench: Workbench, text: string): Locator {
  return workbench.page.locator('.view-line').filter({ hasText: text }).first();
}

describe('a person who monitors a launch configuration', () => {
  const workbench = useWorkbench({ settings: { 'editor.stickyScroll.enabled': false } });
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);

  const running = (): readonly SupervisedProgram[] => supervisedPrograms(workbench().workspace);

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

  it('right-clicks it in launch.json', async () => {
    await openLaunchJson(workbench());
    // The editor draws its cursor above the text.
    await editorLine(workbench(), '"Half').click({ force: true });
    await editorLine(workbench(), '"Half').click({ force: true, button: 'right' });
    await menuItem(workbench(), MONITOR).click();
    await sees('node burn.js');
  });

  it('clicks the button in the title of launch.json and picks it', async () => {
    await openLaunchJson(workbench());
    await workbench().page.locator('.editor-actions').getByRole('button', { name: MONITOR }).first().click();
    await workbench().pick('Half a core');
    await sees('node burn.js');
  });

  it('right-clicks launch.json in the explorer and picks it', async () => {
    await openLaunchJson(workbench());
    const file = workbench().page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'launch.json' });
    await file.click({ button: 'right' });
    await menuItem(workbench(), MONITOR).click();
    await workbench().pick('Three children');
    await sees('node forker.js');
  });

  it('clicks it in the tree of launch configurations', async () => {
    await workbench().runCommand('Process Monitor: Focus on Launch Configurations View');
    const entry = workbench().page.getByRole('treeitem', { name: 'Half a core' }).first();
    await entry.hover();
    await entry.getByRole('button', { name: MONITOR }).click();
    await sees('node burn.js');
    await workbench().screenshot('launch-tree');
  });

  it('right-clicks it in the tree', async () => {
    await workbench().runCommand('Process Monitor: Focus on Launch Configurations View');
    await workbench().page.getByRole('treeitem', { name: 'Half a core' }).first().click({ button: 'right' });
    await menuItem(workbench(), MONITOR).click();
    await sees('node burn.js');
  });

  it('chooses it in the command palette, and opens the panel from the call stack', async () => {
    await workbench().runCommand(`Process Monitor: ${MONITOR}`);
    await workbench().pick('Half a core');
    await sees('node burn.js');
    await workbench().runCommand('View: Show Run and Debug');
    const session = workbench().page.locator('.debug-call-stack').getByText('Monitor: Half a core').first();
    await session.click({ button: 'right' });
    await menuItem(workbench(), 'Open Panel').click();
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
  });

  it('chooses "Monitor: NAME" among the configurations of the Run view', async () => {
    await workbench().runCommand('Debug: Select and Start Debugging');
    await workbench().pick('Process Monitor...');
    await workbench().pick('Monitor: Half a core');
    await sees('node burn.js');
  });

  it('restarts from the debug toolbar: the same run with another process', async () => {
    await workbench().runCommand(`Process Monitor: ${MONITOR}`);
    await workbench().pick('Half a core');
    await sees('node burn.js');
    const [before] = running();
    assert.ok(before);
    await workbench()
      .page.locator('.debug-toolbar')
      .getByRole('button', { name: /^Restart/ })
      .click();
    await waitFor(() => running().some(({ supervisorPid }) => supervisorPid !== before.supervisorPid), {
      timeoutMs: 15_000,
      what: 'another process',
    });
    assert.deepEqual(stillRunning(before.family), []);
    await sees('node burn.js');
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

describe('a person who does not trust the workspace', () => {
  const workbench = useWorkbench({ isRestricted: true });

  it('is told why nothing is started, and nothing is', async () => {
    await workbench().statusBarItem('Restricted Mode').waitFor();
    await workbench().runCommand(`Process Monitor: ${MONITOR}`);
    await workbench().pick('Half a core');
    await workbench()
      .notification(/"Half a core" is not started: this workspace is not trusted/)
      .waitFor();
    await workbench().screenshot('launch-untrusted');
    assert.equal(await workbench().page.locator('.debug-toolbar').isVisible(), false);
    assert.deepEqual(supervisedPrograms(workbench().workspace), []);
  });
});
