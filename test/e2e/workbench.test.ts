import assert from 'node:assert/strict';
import { waitFor } from '../support/waitFor';
import { Toasts } from './toasts';
import { useWorkbench } from './useWorkbench';

describe('VS Code with the extension installed', () => {
  const workbench = useWorkbench({ colorTheme: 'Default Light Modern' });

  it('offers to open the panel in the command palette', async () => {
    const commands = await workbench().findCommands('Process Monitor: Open Panel');
    assert.ok(commands.includes('Process Monitor: Open Panel'), commands.join(', '));
  });

  it('opens the panel from the command palette', async () => {
    await workbench().runCommand('Process Monitor: Open Panel');
    await workbench().editorTab('Process Monitor').waitFor();
    await workbench().webview().getByText('Nothing is being monitored').waitFor();
    await workbench().screenshot('panel-opened');
  });

  it('runs the demo server on F5, without asking whether the workspace is trusted', async () => {
    await workbench().pressF5();
    await workbench().page.getByText('Listening on http://127.0.0.1').first().waitFor();
  });

  it('offers the page of metrics that a program has, and shows it once that is wanted', async () => {
    const toasts = new Toasts(workbench);
    const offer =
      /"Tells metrics" tells its metrics at http:\/\/localhost:\d+\/metrics\. Show them beside its CPU and memory\?/;
    await toasts.remember();
    await workbench().startDebugging('Tells metrics');
    await toasts.find(offer, 60_000);
    await workbench().screenshot('metrics-offer-light');
    await workbench().setColorTheme('Default Dark Modern');
    await workbench().runCommand('Notifications: Show Notifications');
    await workbench().page.locator('.notifications-center').getByText(offer).waitFor();
    await workbench().screenshot('metrics-offer-dark');
    await toasts.chooseListed(offer, 'Show Them');
    await toasts.hideList();
    const runs = workbench().webview().locator('select[aria-label="Run"]');
    const option = runs.locator('option').filter({ hasText: 'Tells metrics' }).first();
    await option.waitFor({ state: 'attached' });
    await runs.selectOption((await option.getAttribute('value')) ?? '');
    const tile = workbench()
      .webview()
      .getByRole('button', { name: /^held what=rooms/ });
    await tile.filter({ hasText: '12' }).waitFor();
    await workbench().webview().getByRole('heading', { name: 'Application values' }).scrollIntoViewIfNeeded();
    await workbench().screenshot('metrics-shown-dark');
    await workbench().setColorTheme('Default Light Modern');
    await workbench().screenshot('metrics-shown-light');
  });

  it('sets a limit for one of the values that the program tells', async () => {
    await workbench().webview().getByRole('button', { name: 'Alert above a value of Application values...' }).click();
    await workbench().page.locator('.quick-input-widget').getByText('held what=rooms').waitFor();
    await workbench().screenshot('alert-series-light');
    await workbench().chooseRow('held what=rooms');
    await workbench().page.locator('.quick-input-widget').getByText('Alert when held what=rooms reaches').waitFor();
    await workbench().answer('10');
    const rule =
      /"held what=rooms above 10"[^}]*"app\.value"[^}]*\{[^}]*"name": "held",\s*"what": "rooms"[^}]*\}[^}]*"10"/;
    await waitFor(() => rule.test(workbench().userSettings()), { timeoutMs: 60_000, what: 'the rule in the settings' });
  });
});
