import assert from 'node:assert/strict';
import { waitFor } from '../../support/waitFor';
import { FIRST_CHARTS } from '../../../src/shared/firstCharts';
import { appendOf, applicationSeries, NOW_MS } from './data';
import { SCENES } from './scenes';
import type { OpenScene } from './usePreview';

/** What a person chooses to see: run, process, window, charts, lines, settings. */
export function describeChoices(open: OpenScene): void {
  it('changes the interval, sets a threshold and opens the settings of the editor', async () => {
    const preview = await open(SCENES.busy);
    await preview.page.getByLabel('Sampling interval').selectOption({ label: 'every 500 ms' });
    await preview.page.getByRole('button', { name: 'Alert above a value of Memory...' }).click();
    await preview.page.getByRole('button', { name: 'Settings' }).press('Enter');
    assert.deepEqual((await preview.posted()).slice(1), [
      { type: 'setInterval', intervalMs: 500 },
      { type: 'alertAbove', metric: 'process.memory.usage' },
      { type: 'openSettings' },
    ]);
  });

  it('hides and shows a chart by its tile, as the settings are told, and as they say', async () => {
    const preview = await open(SCENES.busy);
    const tile = preview.page.getByRole('button', { name: /^Page faults/ });
    await tile.click();
    await preview.page.getByRole('heading', { name: 'Page faults' }).waitFor();
    assert.equal(await tile.getAttribute('aria-pressed'), 'true');
    assert.deepEqual((await preview.posted()).at(-1), { type: 'setCharts', charts: [...FIRST_CHARTS, 'faults'] });
    await tile.press('Space');
    await preview.page.getByRole('heading', { name: 'Page faults' }).waitFor({ state: 'detached' });
    await preview.send({ ...appendOf(NOW_MS + 1000), charts: ['cpu'] });
    assert.deepEqual(await preview.page.locator('.chart h2').allInnerTexts(), ['CPU']);
  });

  it('draws one of the values that a program names, as a person chooses', async () => {
    const told = applicationSeries({ 'orders.queue': 700, 'cache.entries': 2400, 'jobs.failed': 3 });
    const preview = await open({ ...SCENES.busy, series: [...SCENES.busy.series, ...told] });
    const chart = preview.page.locator('.chart', {
      has: preview.page.getByRole('heading', { name: 'Application values' }),
    });
    assert.equal(await chart.locator('.legend li').count(), 3);
    await chart.getByRole('combobox').selectOption('orders.queue');
    await waitFor(async () => (await chart.locator('.legend li').count()) === 1, {
      timeoutMs: 60_000,
      what: 'one line',
    });
    await preview.screenshot('application-one-name');
    await chart.getByRole('combobox').selectOption('All');
    await waitFor(async () => (await chart.locator('.legend li').count()) === 3, {
      timeoutMs: 60_000,
      what: 'all lines',
    });
    await preview.screenshot('application-all-names');
    const only = await open({ ...SCENES.busy, series: [...SCENES.busy.series, ...applicationSeries({ depth: 7 })] });
    const legend = only.page.locator('.chart', {
      has: only.page.getByRole('heading', { name: 'Application values' }),
    });
    assert.match(await legend.locator('.legend li').innerText(), /depth\s+7/);
  });

  it('asks for one process when its row is pressed, and for the tree when it is pressed again', async () => {
    const preview = await open(SCENES.busy);
    const worker = preview.page.getByRole('button', { name: 'node worker.js', exact: true });
    await worker.click();
    await worker.click();
    const asked = (await preview.posted()).slice(1).map((message) => JSON.stringify(message));
    assert.deepEqual(asked, [
      `{"type":"select","view":{"sessionId":"server","window":300000,"process":"${SCENES.busy.processes[1]?.key}"}}`,
      '{"type":"select","view":{"sessionId":"server","window":300000}}',
    ]);
  });

  it('asks for another window and another session', async () => {
    const preview = await open(SCENES.busy);
    await preview.page.getByLabel('Time window').selectOption({ label: '1 min' });
    // Nobody chooses twice within a frame.
    await preview.page.evaluate(() => new Promise(requestAnimationFrame));
    await preview.page.getByLabel('Run').selectOption({ label: 'Web client (pwa-chrome)' });
    const asked = (await preview.posted()).slice(1).map((message) => JSON.stringify(message));
    assert.deepEqual(asked, [
      '{"type":"select","view":{"sessionId":"server","window":60000}}',
      '{"type":"select","view":{"sessionId":"web","window":60000}}',
    ]);
  });
}
