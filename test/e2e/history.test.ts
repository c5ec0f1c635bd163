import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { waitFor } from '../support/waitFor';
import { comparisonsOf, COMPARISON_SETTINGS } from './comparisonsOf';
import { exportsOf } from './exportsOf';
import { Toasts } from './toasts';
import { useWorkbench } from './useWorkbench';

describe('a person who looks back at a run', () => {
  const workbench = useWorkbench({ colorTheme: 'Default Dark Modern', settings: COMPARISON_SETTINGS });
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  const samples = async (): Promise<number> =>
    Number(await inPanel('.statistics tbody tr td:last-child').first().innerText());
  const mark = (name: string): Locator => inPanel('.event').filter({ hasText: name });

  it('marks two moments of a program, stops it and reloads the window', async () => {
    await workbench().startDebugging('Half a core');
    await workbench()
      .statusBarItem(/running/)
      .click();
    await waitFor(async () => (await samples()) >= 5, { timeoutMs: 60_000, what: 'five samples' });
    await workbench().runCommand('Process Monitor: Add Mark...');
    await workbench().answer('load test starts');
    await mark('load test starts').waitFor();
    await workbench().webview().getByRole('button', { name: 'Add Mark' }).click();
    await workbench().answer('load test ends');
    await mark('load test ends').waitFor();
    await workbench().stopDebugging();
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
    await workbench().reload();
    await inPanel('.notice-text').filter({ hasText: 'Nothing is being monitored' }).waitFor();
  });

  it('opens the run from the disk, with its values, its marks and its end', async () => {
    await workbench().pickAfter(() => workbench().runCommand('Process Monitor: Open Past Run...'), 'Half a core');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
    await inPanel('.chart canvas').first().waitFor();
    assert.ok((await samples()) >= 5);
    await mark('load test starts').waitFor();
    await mark('load test ends').waitFor();
    await workbench().screenshot('panel-past-run');
  });

  it('finds it in the tree of past runs', async () => {
    await workbench().runCommand('View: Show Process Monitor');
    await workbench()
      .page.getByRole('treeitem', { name: /Half a core/ })
      .first()
      .waitFor();
    await workbench().screenshot('past-runs');
  });

  it('pins it, and gives it a name while it is shown: it stays shown', async () => {
    const row = (): Locator =>
      workbench()
        .page.getByRole('treeitem', { name: /CPU up to/ })
        .first();
    await row().click({ button: 'right' });
    await workbench().chooseInMenu('Pin Run...');
    // The tree is read anew: a menu that was opened before would mean a row that is no longer there.
    await row().locator('.codicon-pinned').first().waitFor({ state: 'attached' });
    await row().click({ button: 'right' });
    await workbench().chooseInMenu('Rename Run...');
    await workbench().answer('Before the fix');
    await workbench()
      .page.getByRole('treeitem', { name: /^Before the fix/ })
      .first()
      .waitFor();
    await inPanel('select[aria-label="Run"] option:checked')
      .filter({ hasText: 'Before the fix' })
      .waitFor({ state: 'attached' });
    assert.ok((await samples()) >= 5);
    await workbench().screenshot('past-run-renamed');
  });

  exportsOf('Before the fix', workbench);

  comparisonsOf(workbench);

  it('is offered what happened before a program crashed', async () => {
    await workbench().startDebugging('Crash');
    const toast = workbench().notification(/crashed/);
    await toast.getByRole('button', { name: 'What Happened?' }).click();
    await workbench()
      .page.locator('.tabs-container')
      .getByRole('tab', { name: /What happened before it died/ })
      .waitFor();
    const chart = workbench().webview().locator('img[alt="Memory"]');
    await chart.waitFor();
    assert.ok(await chart.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0));
    await workbench().screenshot('crash-report');
  });

  it('chooses a past run in the panel, and finds it gone from there once it is deleted', async () => {
    await workbench().reload();
    await workbench().runCommand('Process Monitor: Open Panel');
    const runs = inPanel('select[aria-label="Run"]');
    const crashed = runs.locator('optgroup[label="Past runs of Crash"] option');
    await crashed.waitFor({ state: 'attached' });
    await runs.selectOption((await crashed.getAttribute('value')) ?? '');
    await inPanel('.state-word').filter({ hasText: 'Crashed' }).waitFor();
    await workbench().screenshot('panel-run-picker');
    await workbench().runCommand('View: Show Process Monitor');
    const row = workbench()
      .page.getByRole('treeitem', { name: /crashed/ })
      .first();
    await row.click({ button: 'right' });
    await workbench().chooseInMenu('Delete Run...');
    await workbench().page.getByRole('button', { name: 'Delete', exact: true }).click();
    await crashed.waitFor({ state: 'detached' });
    await inPanel('.state-word').filter({ hasText: 'Crashed' }).waitFor({ state: 'hidden' });
  });

  it('is told that the port for Prometheus is taken, and which one it is instead', async () => {
    const toasts = new Toasts(workbench);
    await toasts.remember();
    const other = createServer().listen(0, '127.0.0.1');
    try {
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const prometheus = 'processMonitor.export.prometheus';
      workbench().changeMachineSettings({ [`${prometheus}.port`]: port, [`${prometheus}.enabled`]: true });
      await toasts.find(/^Port \d+ is taken: metrics are at http:\/\/127\.0\.0\.1:\d+\/metrics/, 30_000);
      await workbench().screenshot('port-taken');
    } finally {
      other.close();
    }
  });
});
