import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import type { Locator } from 'playwright-core';
import { fillStore } from '../../src/history/fillStore';
import type { StoredRun } from '../../src/history/readRun';
import { SessionStore } from '../../src/series/sessionStore';
import type { SessionEvent } from '../../src/shared/state';
import { MEMORY, rowsOf } from '../support/recordedRun';
import { waitFor } from '../support/waitFor';
import { useWorkbench } from './useWorkbench';

describe('a person who picks a process and reloads the window', () => {
  const workbench = useWorkbench();
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  let program: ChildProcess;

  before(() => {
    program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  });

  after(() => {
    program.kill('SIGKILL');
  });

  it('is told that nothing is monitored, and what to do', async () => {
    await workbench().runCommand('Process Monitor: Open Panel');
    await inPanel('.notice-text').filter({ hasText: 'Press F5, or pick a process' }).waitFor();
    await workbench().screenshot('panel-empty');
  });

  it('monitors the picked process', async () => {
    const button = workbench().webview().getByRole('button', { name: 'Pick process' });
    await workbench().pickAfter(() => button.click(), String(program.pid));
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    await inPanel('.chart canvas').first().waitFor();
    // From now on it is found again, whatever becomes of the window.
    await workbench().keptRuns.find('names its program', ({ roots }) => roots.some(({ pid }) => pid === program.pid));
  });

  it('finds the panel open after a reload, with what still runs, as a table as it was', async () => {
    await workbench().webview().getByRole('button', { name: 'Show as Table' }).click();
    await inPanel('.values table').waitFor();
    await workbench().reload();
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    await inPanel('.process')
      .filter({ hasText: String(program.pid) })
      .waitFor();
    await inPanel('.values table').waitFor();
    await workbench().webview().getByRole('button', { name: 'Show as Charts' }).click();
    await inPanel('.chart canvas').first().waitFor();
    await workbench().screenshot('panel-after-reload');
  });

  it('finds the run continued in the same file after the extension host has been killed, with no panel open', async () => {
    const runs = workbench().keptRuns;
    const { id } = await runs.find('goes on', ({ outcome }) => outcome === 'running');
    const isReload = ({ text }: SessionEvent): boolean => text.startsWith('Not watched');
    const before = await waitFor(
      async () => {
        const run = await runs.read(id);
        return run.session.events.some(isReload) && run;
      },
      { timeoutMs: 60_000, what: 'the first reload in the file' },
    );
    const rows = memoryRows(before);
    assert.ok(rows.some(([, value]) => Number.isNaN(value)));
    await workbench().runCommand('View: Close All Editors');
    process.kill((await runs.folder.summary(id))?.writerPid ?? NaN, 'SIGKILL');
    const left = await runs.read(id);
    assert.equal(left.session.endedAtMs, undefined);
    assert.deepEqual(memoryRows(left).slice(0, rows.length), rows);
    await workbench().load();
    await waitFor(async () => (await runs.read(id)).session.events.filter(isReload).length === 2, {
      timeoutMs: 60_000,
      what: 'the run to go on',
    });
    await workbench().runCommand('Process Monitor: Open Panel');
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
  });

  it('sees its end', async () => {
    program.kill('SIGKILL');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
  });
});

/** The rows of the memory of a run's tree: times and values, NaN for a gap. */
function memoryRows(run: StoredRun): readonly (readonly [number, number])[] {
  const store = new SessionStore();
  fillStore(run, store);
  return rowsOf(store, MEMORY);
}
