import assert from 'node:assert/strict';
import type { MonitorUpdate } from '../../../src/monitoring/monitorUpdate';
import { notCapturedText } from '../../../src/runtime/capturing/capturedText';
import type { Alert, AlertState } from '../../../src/shared/state';
import { RuleCaptures } from '../../../src/vscode/evidence/ruleCaptures';
import { alertWith, sessionWith } from '../webview/builders';

describe('what rules have taken', () => {
  let tell: (update: MonitorUpdate) => void = () => undefined;
  const taken: string[] = [];
  const finish: (() => void)[] = [];
  let captures: RuleCaptures;

  beforeEach(() => {
    taken.length = 0;
    finish.length = 0;
    const hub = {
      onUpdate: (listen: (update: MonitorUpdate) => void) => {
        tell = listen;
        return () => undefined;
      },
    };
    captures = new RuleCaptures(hub, (_session, { id, capture }) => {
      taken.push(`${id} ${capture}`);
      return new Promise((resolve) => finish.push(resolve));
    });
  });
  afterEach(() => {
    captures.dispose();
  });

  const alertOf = (id: string, state: AlertState, capture?: Alert['capture']): Alert => ({
    ...alertWith({ id, state }),
    ...(capture === undefined ? {} : { capture }),
  });
  const update = (...alerts: readonly Alert[]): Promise<void> => {
    tell({ timeMs: 0, toasts: [], session: sessionWith({ alerts }), changed: 'state' });
    return new Promise((resolve) => setImmediate(resolve));
  };

  it('is taken once for each time that one fires which asks for it', async () => {
    await update(alertOf('a', 'pending', 'cpuProfile'), alertOf('b', 'firing'));
    assert.deepEqual(taken, []);
    await update(alertOf('a', 'firing', 'cpuProfile'));
    await update(alertOf('a', 'firing', 'cpuProfile'));
    assert.deepEqual(taken, ['a cpuProfile']);
  });

  it('waits for what is being taken', async () => {
    await update(alertOf('a', 'firing', 'heapProfile'), alertOf('b', 'firing', 'heapSnapshot'));
    assert.deepEqual(taken, ['a heapProfile']);
    finish[0]?.();
    await update();
    assert.deepEqual(taken, ['a heapProfile', 'b heapSnapshot']);
  });

  it('says why it is not there', () => {
    const reasons = [
      [{ kind: 'paused' }, /: a debugger held the program$/],
      [{ kind: 'busy' }, /: other evidence was being taken$/],
      [{ kind: 'tooMany', most: 20 }, /: its run has 20 files already$/],
      [{ kind: 'noRoom' }, /: there is no room on the disk$/],
      [{ kind: 'memoryShort', neededBytes: 2e9, freeBytes: 1e9 }, /: that needs 2 GB of memory and 1 GB are free$/],
      [{ kind: 'failed', reason: 'no inspector' }, /: no inspector$/],
    ] as const;
    for (const [refusal, text] of reasons) {
      assert.match(notCapturedText('server', 'heapSnapshot', refusal), /^Heap snapshot of server not taken: /);
      assert.match(notCapturedText('server', 'heapSnapshot', refusal), text);
    }
  });
});
