import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { Locator } from 'playwright-core';
import { processTree, stillRunning } from '../host/processTree';
import { waitFor } from '../support/waitFor';
import { LaunchJson } from '../e2e/launchJson';
import { supervisedPrograms, type SupervisedProgram } from '../e2e/supervisedPrograms';
import { useWorkbench } from '../e2e/useWorkbench';

const MONITOR = 'Monitor Launch Configuration...';

/** An orphan must be gone within this time after the death of the extension host. */
const GONE_MS = 5_000;

// The processes of the server are read from /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('a person who monitors a launch configuration', () => {
  const workbench = useWorkbench({
    settings: { 'editor.stickyScroll.enabled': false, 'editor.minimap.enabled': false },
  });
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  const inToolbar = (name: RegExp): Locator =>
    workbench().page.locator('.debug-toolbar').getByRole('button', { name }).first();
  const running = (): readonly SupervisedProgram[] => supervisedPrograms(workbench().workspace);
  let launchJson: LaunchJson;

  before(async () => {
    launchJson = await LaunchJson.open(workbench());
  });

  afterEach(async () => {
    await workbench().stopDebugging();
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
    await waitFor(() => running().length === 0, { timeoutMs: 60_000, what: 'nothing left' });
  });

  /** The panel has opened and shows this program running. */
  async function sees(name: string): Promise<void> {
    await inToolbar(/^(Stop|Disconnect)/).waitFor();
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    await inPanel('.process-name').filter({ hasText: name }).first().waitFor();
  }

  /** An entry of the tree of launch configurations. */
  async function inTree(name: string): Promise<Locator> {
    await workbench().runCommand('Process Monitor: Focus on Launch Configurations View');
    const tree = workbench().page.getByRole('tree', { name: 'Launch Configurations' });
    return tree.getByRole('treeitem', { name: new RegExp(`^${name}, `) });
  }

  function monitorFromPalette(name: string): Promise<void> {
    return workbench().pickAfter(() => workbench().runCommand(`Process Monitor: ${MONITOR}`), name);
  }

  async function closePanel(): Promise<void> {
    await workbench().editorTab('Process Monitor').click();
    await workbench().runCommand('View: Close Editor');
    await workbench().editorTab('Process Monitor').waitFor({ state: 'detached' });
  }

  it('clicks the lens above it', async () => {
    await (await launchJson.lensAbove('Forks')).click();
    await sees('node forker.js');
    await workbench().screenshot('launch-lens');
  });

  it('clicks the lens above a compound', async () => {
    await (await launchJson.lensAbove('Both')).click();
    await waitFor(() => running().length === 2, { timeoutMs: 60_000, what: 'two programs' });
    await sees('node forker.js');
  });

  it('right-clicks it in launch.json', async () => {
    await launchJson.clickLine('Waits');
    await launchJson.clickLine('Waits', 'right');
    await workbench().chooseInMenu(MONITOR);
    await sees('node paused.js');
  });

  it('clicks the button in the title of launch.json and picks it', async () => {
    const button = workbench()
      .page.locator('.editor-actions')
      .getByRole('button', { name: /^Monitor/ });
    await workbench().pickAfter(async () => {
      await launchJson.clickLine('version');
      await button.first().click();
    }, 'Waits');
    await sees('node paused.js');
  });

  it('right-clicks launch.json in the explorer and picks it', async () => {
    await launchJson.clickLine('version');
    await workbench().runCommand('View: Show Explorer');
    await workbench().pickAfter(async () => {
      await launchJson.inExplorer().click({ button: 'right' });
      await workbench().chooseInMenu(MONITOR);
    }, 'Waits');
    await sees('node paused.js');
  });

  it('clicks the button beside it in the tree', async () => {
    const entry = await inTree('Waits');
    await entry.hover();
    await workbench().screenshot('launch-tree');
    await entry.getByRole('button', { name: /^Monitor/ }).click();
    await sees('node paused.js');
  });

  it('right-clicks it in the tree', async () => {
    await (await inTree('Waits')).click({ button: 'right' });
    await workbench().chooseInMenu(MONITOR);
    await sees('node paused.js');
  });

  it('chooses "Monitor: NAME" among the configurations of the Run view', async () => {
    await workbench().pickAfter(async () => {
      await workbench().runCommand('Debug: Select and Start Debugging');
      await workbench().chooseToDebug('Process Monitor...');
    }, 'Monitor: Waits');
    await sees('node paused.js');
  });

  it('chooses a compound in the palette, and opens the panel from the toolbar and from the call stack', async () => {
    await monitorFromPalette('Both');
    await waitFor(() => running().length === 2, { timeoutMs: 60_000, what: 'two programs' });
    await sees('node forker.js');
    await closePanel();
    await inToolbar(/Open Panel/).click();
    await sees('node');
    await closePanel();
    await workbench().runCommand('View: Show Run and Debug');
    // The call stack names sessions only where there are several.
    await workbench().page.locator('.debug-call-stack').getByText('Monitor: Forks').first().click({ button: 'right' });
    await workbench().chooseInMenu('Open Panel');
    await sees('node');
  });

  it('restarts from the toolbar and from the palette: each time another process', async () => {
    await monitorFromPalette('Waits');
    await sees('node paused.js');
    for (const restart of [
      () => inToolbar(/^Restart/).click(),
      () => workbench().runCommand('Process Monitor: Restart'),
    ]) {
      const [before] = running();
      assert.ok(before);
      await restart();
      await waitFor(() => running().some(({ supervisorPid }) => supervisorPid !== before.supervisorPid), {
        timeoutMs: 60_000,
        what: 'another process',
      });
      assert.deepEqual(stillRunning(before.family), []);
      await sees('node paused.js');
    }
  });

  it('attaches to a process that it picks, and stops monitoring: the process goes on', async () => {
    const target = spawn('sleep', ['600']);
    try {
      const attach = (): Promise<void> => workbench().runCommand('Process Monitor: Attach to Process...');
      await workbench().pickAfter(attach, String(target.pid));
      await sees('sleep');
      await workbench().runCommand('Process Monitor: Stop Monitoring');
      await inPanel('.notice-text').filter({ hasText: 'The program goes on' }).waitFor();
      await workbench().screenshot('launch-stopped-monitoring');
      assert.equal(target.exitCode ?? target.signalCode, null);
    } finally {
      target.kill('SIGKILL');
    }
  });
});

onLinux('a person whose extension host is killed', () => {
  const workbench = useWorkbench();

  it('has no orphan after 5 s', async () => {
    const monitor = (): Promise<void> => workbench().runCommand(`Process Monitor: ${MONITOR}`);
    await workbench().pickAfter(monitor, 'Three children');
    const program = await waitFor(
      () => supervisedPrograms(workbench().workspace).find(({ family }) => family.length === 4),
      { timeoutMs: 60_000, what: 'a program with three children' },
    );
    const everything = [...program.family, ...processTree(program.supervisorPid)];
    process.kill(program.hostPid, 'SIGKILL');
    await waitFor(() => stillRunning(everything).length === 0, { timeoutMs: GONE_MS, what: 'no orphan' });
  });
});
