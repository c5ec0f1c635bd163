import assert from 'node:assert/strict';
import { useWorkbench } from './useWorkbench';

describe('VS Code with the extension installed', () => {
  const workbench = useWorkbench({ colorTheme: 'Default Light Modern' });

  it('offers to open the panel in the command palette', async () => {
    const commands = await workbench().findCommands('Process Monitor: Open Panel');
    assert.ok(commands.includes('Process Monitor: Open Panel'), commands.join(', '));
  });

  it('opens the panel from the command palette', async () => {
    await workbench().runCommand('Process Monitor: Open Panel');
    await workbench().page.getByRole('tab', { name: 'Process Monitor' }).waitFor();
    await workbench().webview().locator('canvas').first().waitFor({ state: 'attached' });
    await workbench().screenshot('panel-opened');
  });
});
