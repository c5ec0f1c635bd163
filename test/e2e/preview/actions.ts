import assert from 'node:assert/strict';
import type { SnapshotMessage, WebviewMessage } from '../../../src/shared/protocol';
import { NOW_MS } from './data';
import { violationsOf } from './accessibility';
import { compareInPage, EVIDENCE } from './evidence';
import { SCENES } from './scenes';
import type { OpenScene } from './usePreview';

/** A button, the scene in which it is there, and what the host is asked for when it is pressed. */
interface Action {
  readonly scene: SnapshotMessage;
  readonly button: string | RegExp;
  readonly asked: WebviewMessage['type'];
}

/** Two of the five minutes that the busy scene shows, held. */
const HELD: SnapshotMessage = {
  ...SCENES.busy,
  view: { sessionId: 'server', window: 300_000, range: { fromMs: NOW_MS - 240_000, toMs: NOW_MS - 120_000 } },
};

const ACTIONS: readonly Action[] = [
  { scene: SCENES.empty, button: 'Pick Process...', asked: 'pickProcess' },
  { scene: SCENES.lost, button: 'Pick Process...', asked: 'pickProcess' },
  { scene: SCENES.stalled, button: 'Show Log', asked: 'showLog' },
  { scene: SCENES.busy, button: 'Settings', asked: 'openSettings' },
  { scene: SCENES.busy, button: 'Pause view', asked: 'select' },
  { scene: SCENES.busy, button: 'Stop monitoring', asked: 'stopMonitoring' },
  { scene: SCENES.busy, button: /^Page faults/, asked: 'setCharts' },
  { scene: SCENES.busy, button: 'Earlier', asked: 'select' },
  { scene: SCENES.busy, button: 'Zoom in', asked: 'select' },
  { scene: SCENES.busy, button: 'Add Mark', asked: 'addMark' },
  { scene: SCENES.busy, button: 'Measure proportional memory', asked: 'measurePss' },
  { scene: SCENES.busy, button: 'Record CPU Profile', asked: 'takeEvidence' },
  { scene: SCENES.busy, button: 'Take Heap Snapshot', asked: 'takeEvidence' },
  { scene: SCENES.busy, button: 'Take Evidence', asked: 'takeEvidence' },
  { scene: SCENES.busy, button: 'Alert above a value of CPU...', asked: 'alertAbove' },
  { scene: SCENES.busy, button: 'node worker.js', asked: 'select' },
  { scene: SCENES.busy, button: 'End node worker.js (48230)', asked: 'endProcess' },
  { scene: SCENES.busy, button: 'Copy as Markdown', asked: 'copy' },
  { scene: SCENES.busy, button: 'Copy', asked: 'copy' },
  { scene: SCENES.busy, button: 'Show as Table', asked: 'keepChoices' },
  { scene: SCENES.busy, button: 'Run', asked: 'keepChoices' },
  { scene: SCENES.busy, button: 'p95', asked: 'keepChoices' },
  { scene: EVIDENCE, button: 'Open', asked: 'openEvidence' },
  { scene: HELD, button: 'Follow live', asked: 'select' },
  { scene: HELD, button: 'Later', asked: 'select' },
  { scene: HELD, button: 'Zoom out', asked: 'select' },
];

/** Whatever the panel asks the host for can be had with the mouse, with Enter and with the space bar. */
export function describeActions(open: OpenScene): void {
  it('asks for the same by mouse, Enter and space bar', async () => {
    for (const { scene, button, asked } of ACTIONS) {
      let preview = await open(scene);
      for (const by of ['mouse', 'Enter', 'Space'] as const) {
        // Another view is shown from then on, and with it perhaps another button.
        if ((asked === 'select' || asked === 'keepChoices') && by !== 'mouse') preview = await open(scene);
        const before = (await preview.posted()).length;
        const control = preview.page.getByRole('button', { name: button, exact: true }).first();
        await (by === 'mouse' ? control.click() : control.press(by));
        const posted = (await preview.posted()).slice(before).map(({ type }) => type);
        assert.deepEqual(posted, [asked], `${String(button)}, by ${by}`);
      }
    }
  });

  it('opens a verdict and takes the evidence that it asks for, by keyboard', async () => {
    const preview = await open(EVIDENCE);
    await preview.page.locator('.diagnosis summary').first().press('Enter');
    const take = preview.page.locator('.diagnosis').getByRole('button', { name: 'Record CPU Profile' });
    await take.waitFor();
    await preview.screenshot('verdict-open');
    assert.deepEqual(await violationsOf(preview.page), []);
    await take.press('Space');
    assert.deepEqual((await preview.posted()).at(-1), {
      type: 'takeEvidence',
      sessionId: 'server',
      kind: 'cpuProfile',
    });
  });

  it('aligns runs that are compared at a mark, and closes them, by keyboard', async () => {
    const preview = await open(SCENES.busy);
    const { page } = preview;
    await page.evaluate(compareInPage);
    await page.getByRole('combobox', { name: 'Aligned at' }).selectOption({ label: 'Aligned at load test' });
    await preview.screenshot('comparison');
    assert.deepEqual(await violationsOf(page), []);
    await page.getByRole('button', { name: 'Close comparison' }).press('Enter');
    await page.locator('.plot canvas').first().waitFor();
    assert.deepEqual((await preview.posted()).slice(1), [
      { type: 'alignComparison', mark: 'load test' },
      { type: 'closeComparison' },
    ]);
  });
}
