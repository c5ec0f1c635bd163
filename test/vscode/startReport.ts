import { commands, extensions, workspace } from 'vscode';
import { reportFolderVariable, reportRun } from '../support/hostReport';
import { waitFor } from '../support/waitFor';

/**
 * The editor calls this in the extension host: reports what "Developer: Startup Performance" tells of this window once
 * this extension is active.
 */
export async function run(): Promise<void> {
  const folder = process.env[reportFolderVariable];
  if (folder === undefined) throw new Error(`${reportFolderVariable} is not set: start this with npm run bench.`);
  await reportRun(folder, async () => {
    const ours = extensions.getExtension('process-monitor.process-monitor');
    await waitFor(() => ours?.isActive === true, { timeoutMs: 60_000, what: 'the activation of this extension' });
    await commands.executeCommand('perfview.show');
    let text = '';
    const isThere = (): boolean => {
      text = workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
      return text.includes('## Extension Activation Stats');
    };
    await waitFor(isThere, { timeoutMs: 60_000, what: 'the text of "Developer: Startup Performance"' });
    return text;
  });
}
