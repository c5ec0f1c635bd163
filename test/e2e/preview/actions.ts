import assert from 'node:assert/strict';
import type { SnapshotMessage, WebviewMessage } from '../../../src/shared/protocol';
import { SCENES } from './scenes';
import type { OpenScene } from './usePreview';

/** A button, the scene in which it is there, and what the host is asked for when it is pressed. */
interface Action {
  readonly scene: SnapshotMessage;
  readonly button: string | RegExp;
  readonly asked: WebviewMessage['type'];
}

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
];

/** Whatever the panel asks the host for can be had with the mouse, with Enter and with the space bar. */
export function describeActions(open: OpenScene): void {
  it('asks for the same by mouse, Enter and space bar', async () => {
    for (const { scene, button, asked } of ACTIONS) {
      let preview = await open(scene);
      for (const by of ['mouse', 'Enter', 'Space'] as const) {
        // Another view is shown from then on, and with it perhaps another button.
        if (asked === 'select' && by !== 'mouse') preview = await open(scene);
        const before = (await preview.posted()).length;
        const control = preview.page.getByRole('button', { name: button, exact: true }).first();
        await (by === 'mouse' ? control.click() : control.press(by));
        const posted = (await preview.posted()).slice(before).map(({ type }) => type);
        assert.deepEqual(posted, [asked], `${String(button)}, by ${by}`);
      }
    }
  });
}
