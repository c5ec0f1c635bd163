import { join } from 'node:path';
import { workspace } from 'vscode';
import { reportFolderVariable, reportRun } from '../support/hostReport';

/** The editor calls this in the extension host: runs the tests beside this file and reports to the runner outside. */
export async function run(): Promise<void> {
  const folder = process.env[reportFolderVariable];
  if (folder === undefined) throw new Error(`${reportFolderVariable} is not set: start these tests with npm test.`);
  process.setSourceMapsEnabled(true);
  const grep = process.env.PROCESS_MONITOR_GREP;
  await reportRun(folder, async () => {
    // Mocha keeps the console that it finds when it is loaded, which must be the one that reaches the runner.
    const { runMocha } = await import('../support/runMocha');
    // Windows of a workspace file have tests of their own, which know that they run in one.
    const folder = workspace.workspaceFile === undefined ? __dirname : join(__dirname, 'multiRoot');
    return runMocha(folder, { timeoutMs: 180_000, color: false, ...(grep === undefined ? {} : { grep }) });
  });
}
