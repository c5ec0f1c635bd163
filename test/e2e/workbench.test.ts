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
    await workbench().editorTab('Process Monitor').waitFor();
    await workbench().webview().getByText('Nothing is being monitored').waitFor();
    await workbench().screenshot('panel-opened');
  });

  it('runs the demo server on F5, without asking whether the workspace is trusted', async () => {
    await workbench().pressF5();
    await workbench().page.getByText('Listening on http://127.0.0.1').first().waitFor();
  });
});
