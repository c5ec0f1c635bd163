import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { waitFor } from '../support/waitFor';
import { useWorkbench } from './useWorkbench';
import type { Workbench } from './workbench';

describe('a person with several windows', () => {
  const workbench = useWorkbench({ colorTheme: 'Default Dark Modern' });
  let other: Workbench;

  const openPastRun = (window: Workbench, name: string): Promise<void> =>
    window.pickAfter(() => window.runCommand('Process Monitor: Open Past Run...'), name);
  const isInState = (window: Workbench, state: string): Promise<void> =>
    window.webview().locator('.state-word').filter({ hasText: state }).waitFor();

  it('has the runs of two on one workspace kept side by side', async () => {
    other = await workbench().another('workspace');
    await workbench().startDebugging('Half a core');
    await other.startDebugging('Demo server');
    const runs = workbench().keptRuns;
    const [one, two] = await Promise.all(
      ['Half a core', 'Demo server'].map((wanted) => runs.find(`is of ${wanted}`, ({ name }) => name === wanted)),
    );
    assert.notEqual(one?.summary.writerPid, two?.summary.writerPid);
    await workbench().stopDebugging();
    await other.stopDebugging();
    for (const { id } of [one, two].filter((run) => run !== undefined)) {
      await waitFor(async () => (await runs.folder.summary(id))?.outcome === 'ended', {
        timeoutMs: 60_000,
        what: `the end of ${id}`,
      });
      assert.equal((await runs.read(id)).damage, undefined);
    }
  });

  it('opens in one what the other has kept', async () => {
    await openPastRun(other, 'Half a core');
    await isInState(other, 'Ended');
    await other.webview().locator('.chart canvas').first().waitFor();
  });

  it('is told, where a run is looked at, that another window has removed it', async () => {
    await workbench().runCommand('View: Show Process Monitor');
    const row = workbench().page.getByRole('treeitem', { name: /^Half a core[^]*CPU up to/ });
    await row.click({ button: 'right' });
    await workbench().chooseInMenu('Delete Run...');
    await workbench().page.getByRole('button', { name: 'Delete', exact: true }).click();
    await row.waitFor({ state: 'detached' });
    await other.runCommand('View: Show Process Monitor');
    await other.webview().getByText('This run is no longer kept').first().waitFor();
    assert.ok((await other.webview().locator('.chart canvas').count()) > 0, 'it can still be looked at');
    await other.screenshot('run-removed');
  });

  describe('and one of them without a workspace', () => {
    let program: ChildProcess;
    let empty: Workbench;

    before(() => {
      program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    });

    after(() => {
      program.kill('SIGKILL');
    });

    it('has what is run there kept too, and opens it after the window was closed', async () => {
      empty = await workbench().another('nothing');
      await empty.pickAfter(() => empty.runCommand('Process Monitor: Monitor Process...'), String(program.pid));
      const runs = empty.keptRuns;
      const { summary } = await runs.find('names its program', ({ roots }) =>
        roots.some(({ pid }) => pid === program.pid),
      );
      program.kill('SIGKILL');
      await runs.find('has ended', ({ outcome }) => outcome === 'ended');
      await empty.page.close();
      empty = await workbench().another('nothing');
      await openPastRun(empty, summary.name);
      await isInState(empty, 'Ended');
    });
  });
});
