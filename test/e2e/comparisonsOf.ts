import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { waitFor } from '../support/waitFor';
import type { Workbench } from './workbench';

const PROGRAM = 'Holds memory';

/** What the workbench must be opened with. */
export const COMPARISON_SETTINGS = {
  'processMonitor.sampling.interval': 100,
  'processMonitor.budgets': { [PROGRAM]: [{ metric: 'process.memory.usage', aggregate: 'max', limit: '160 MB' }] },
};

/** So many values of a run tell 240 MB more from noise. */
const SAMPLES = 20;

/**
 * Tests of a person who changes a program and asks whether it became worse, for inside of a `describe` whose workbench has
 * the panel open.
 */
export function comparisonsOf(workbench: () => Workbench): void {
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  const tree = (name: string): Locator => workbench().page.getByRole('tree', { name });
  const pastRuns = (): Locator => tree('Past Runs').getByRole('treeitem', { name: /memory up to/ });
  const comparedMemory = (): Locator =>
    inPanel('.comparison tbody tr').filter({ has: inPanel('th').getByText('Memory', { exact: true }) });

  /** Starts the program and shows the new run in the panel; returns once it has enough values. */
  const run = async (): Promise<void> => {
    await workbench().startDebugging(PROGRAM);
    const runs = inPanel('select[aria-label="Run"]');
    await waitFor(
      async () => {
        const option = runs.locator('option').filter({ hasText: PROGRAM }).first();
        await runs.selectOption((await option.getAttribute('value', { timeout: 2_000 })) ?? '', { timeout: 2_000 });
        return (await inPanel('.state-word').innerText({ timeout: 2_000 })) === 'Running';
      },
      { timeoutMs: 30_000, what: `the new run of ${PROGRAM}` },
    );
    const samples = inPanel('.statistics tbody tr td:last-child').first();
    await waitFor(async () => Number(await samples.innerText()) >= SAMPLES, {
      timeoutMs: 60_000,
      what: 'enough values',
    });
  };

  const stop = async (): Promise<void> => {
    await workbench().stopDebugging();
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
  };

  it('sees that a run kept its budget, and pins it', async () => {
    await run();
    await stop();
    await inPanel('.budget[data-verdict="kept"]').filter({ hasText: 'Memory max' }).waitFor();
    await workbench().runCommand('View: Show Process Monitor');
    await pastRuns().first().waitFor();
    await workbench().pickAfter(() => workbench().runCommand('Process Monitor: Pin Run...'), PROGRAM);
    await pastRuns().locator('.codicon-pinned').first().waitFor({ state: 'attached' });
  });

  it('sees a budget broken while the program runs, in panel, timeline and tree, and when it is over', async () => {
    const over = 'over its budget of 160 MB';
    writeFileSync(join(workbench().workspace, 'megabytes'), '260');
    await run();
    const shown = inPanel('.budget[data-verdict="broken"]').filter({ hasText: over });
    await shown.waitFor();
    await inPanel('.event').filter({ hasText: over }).first().waitFor();
    const listed = tree('Monitored Sessions').getByRole('treeitem', { name: new RegExp(over) });
    await listed.waitFor();
    await workbench().screenshot('budget-broken');
    await stop();
    await shown.waitFor();
    await listed.waitFor();
  });

  it('is told quietly that the run takes more memory than the pinned one, and sees it with one click', async () => {
    const line = workbench().statusBarItem(/Memory .*\+.* against the pinned run/);
    await line.waitFor();
    await line.click();
    await comparedMemory().locator('.verdict-more').waitFor();
    assert.ok((await inPanel('.overlay svg polyline').count()) >= 2);
    await workbench().screenshot('comparison');
    await inPanel('.comparison').getByRole('button', { name: 'Close comparison' }).click();
    await inPanel('.comparison').waitFor({ state: 'hidden' });
  });

  it('selects runs in the tree and compares them', async () => {
    // The rows are read anew when the later run has been written: what was selected before would be another row.
    const both = new RegExp(`${PROGRAM}.*2 runs`);
    await tree('Past Runs').getByRole('treeitem').filter({ hasText: both }).waitFor();
    for (const row of [0, 1])
      await pastRuns()
        .nth(row)
        .click({ modifiers: ['ControlOrMeta'] });
    await pastRuns().nth(1).click({ button: 'right' });
    await workbench().chooseInMenu('Compare Runs...');
    await comparedMemory().locator('.verdict-more').waitFor();
  });
}
