import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { programsOf } from './supervisedPrograms';
import { useWorkbench } from './useWorkbench';

// The processes of the server are read from /proc.
const onLinux = process.platform === 'linux' ? describe : () => undefined;

onLinux('a person who does not trust the workspace', () => {
  const workbench = useWorkbench({ isRestricted: true });

  before(() => workbench().statusBarItem('Restricted Mode').waitFor());

  /** No program of the workspace runs, so that there is none into which anything could have been put. */
  async function assertNothingRuns(): Promise<void> {
    assert.equal(await workbench().page.locator('.debug-toolbar').isVisible(), false);
    assert.deepEqual(programsOf(workbench().workspace), []);
  }

  it('is told why nothing is started, and nothing is', async () => {
    const monitor = (): Promise<void> => workbench().runCommand('Process Monitor: Monitor Launch Configuration...');
    await workbench().pickAfter(monitor, 'Half a core');
    await workbench()
      .notification(/"Half a core" is not started: this workspace is not trusted/)
      .waitFor();
    await workbench().screenshot('launch-untrusted');
    await assertNothingRuns();
  });

  it('is told why no process can be attached to', async () => {
    await workbench().runCommand('Process Monitor: Attach to Process...');
    await workbench()
      .notification(/No process can be attached to: this workspace is not trusted/)
      .waitFor();
  });

  /** VS Code itself asks before anything is debugged. */
  async function refuse(): Promise<void> {
    const question: Locator = workbench()
      .page.getByRole('dialog')
      .filter({ hasText: /trust the authors/i });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await assertNothingRuns();
  }

  it('is asked after F5, and nothing runs if they refuse', async () => {
    await workbench().page.keyboard.press('F5');
    await refuse();
  });

  it('is asked after "Monitor: NAME" in the Run view, and nothing runs if they refuse', async () => {
    const open = async (): Promise<void> => {
      await workbench().runCommand('Debug: Select and Start Debugging');
      await workbench().chooseToDebug('Process Monitor...');
    };
    await workbench().pickAfter(open, 'Monitor: Half a core');
    await refuse();
  });
});
