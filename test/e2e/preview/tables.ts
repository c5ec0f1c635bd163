import assert from 'node:assert/strict';
import { FIRST_CHOICES, type PanelChoices } from '../../../src/shared/panelChoices';
import { violationsOf } from './accessibility';
import { applicationSeries } from './data';
import { SCENES } from './scenes';
import type { OpenScene } from './usePreview';

/** Events, values, statistics and processes as tables. */
export function describeTables(open: OpenScene): void {
  it('finds an event by the lane and by the list, and asks the host for a mark', async () => {
    const preview = await open(SCENES.busy);
    const { page } = preview;
    await page.getByRole('button', { name: /TypeError/ }).click();
    await page.locator('.event.selected', { hasText: 'TypeError: order is undefined' }).waitFor();
    const row = page.locator('.event', { hasText: 'load test starts' });
    await row.getByRole('button').press('Enter');
    await page
      .locator('.lane')
      .getByRole('button', { name: /load test starts/, pressed: true })
      .waitFor();
    await preview.screenshot('event-selected');
    await page.getByRole('button', { name: 'Add Mark' }).press('Enter');
    assert.deepEqual((await preview.posted()).at(-1), { type: 'addMark', sessionId: 'server' });
  });

  it('shows the charts as a table, by keyboard, and has the host keep that', async () => {
    const preview = await open(SCENES.busy);
    const { page } = preview;
    await page.getByRole('button', { name: 'Show as Table' }).press('Enter');
    const table = page.getByRole('region', { name: 'Values' });
    await table.getByRole('columnheader', { name: 'CPU: user' }).waitFor();
    assert.match(await table.locator('tbody tr').first().innerText(), /^14:32:05\s+27.3 %\s+5.98 %/);
    await page.locator('.plot canvas').first().waitFor({ state: 'hidden' });
    await preview.screenshot('as-table');
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual((await preview.posted()).at(-1), {
      type: 'keepChoices',
      choices: { ...FIRST_CHOICES, isTable: true },
    });
    await page.getByRole('button', { name: 'Show as Charts' }).click();
    await page.locator('.plot canvas').first().waitFor();
  });

  it('shows a page that has just been loaded as its person likes to see runs', async () => {
    const choices: PanelChoices = {
      isTable: true,
      statisticsSpan: 'run',
      chosenNames: { application: 'orders.queue' },
      sorts: {
        statistics: { column: 'Max', direction: 'descending' },
        processes: { column: 'PID', direction: 'ascending' },
      },
    };
    const told = applicationSeries({ 'orders.queue': 700, 'cache.entries': 2400 });
    const { page } = await open({ ...SCENES.busy, series: [...SCENES.busy.series, ...told], choices });
    const values = page.getByRole('region', { name: 'Values' });
    await values.getByRole('columnheader', { name: 'Application values', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Run', exact: true, pressed: true }).waitFor();
    const sorted = page.locator('th[aria-sort]');
    assert.deepEqual(await sorted.allInnerTexts(), ['PID', 'Max']);
    assert.equal(await page.locator('.process td').first().innerText(), '48211');
  });

  it('sorts and copies the statistics', async () => {
    const preview = await open(SCENES.busy);
    const { page } = preview;
    const table = page.getByRole('region', { name: 'Statistics' });
    const first = (): Promise<string> => table.locator('tbody th').first().innerText();
    assert.equal(await first(), 'CPU');
    // What a percentile is, is told by the mouse over it.
    const p95 = table.getByRole('columnheader', { name: 'p95' });
    assert.match((await p95.getAttribute('title')) ?? '', /^95 % of the samples are at or below this value/);
    await table.getByRole('button', { name: 'Max' }).press('Enter');
    await table.locator('th[aria-sort=descending]', { hasText: 'Max' }).waitFor();
    assert.equal(await first(), 'Virtual memory');
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByRole('button', { name: 'Copy', exact: true }).press('Space');
    const copied = (await preview.posted()).slice(2) as unknown as { type: string; text: string }[];
    assert.deepEqual(
      copied.map(({ type, text }) => [type, text.split('\n', 1)[0]?.slice(0, 12)]),
      [
        ['copy', '| Metric | L'],
        ['copy', 'Metric\tUnit\t'],
      ],
    );
  });

  it('sorts the processes by a value, and asks the host to end one', async () => {
    const preview = await open(SCENES.manyProcesses);
    const { page } = preview;
    const table = page.getByRole('region', { name: 'Processes' });
    await table.getByRole('button', { name: 'PID' }).click();
    await table.locator('th[aria-sort=descending]', { hasText: 'PID' }).waitFor();
    assert.equal(await table.locator('tbody td').first().innerText(), '50038');
    await table.getByRole('button', { name: 'End node worker.js 39 (50038)' }).press('Enter');
    const { startTimeMs } = SCENES.manyProcesses.sessions[0]?.processes.at(-1) ?? { startTimeMs: 0 };
    assert.deepEqual((await preview.posted()).slice(2), [
      { type: 'endProcess', sessionId: 'server', process: `50038@${startTimeMs}` },
    ]);
  });
}
