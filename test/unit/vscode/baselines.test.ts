import assert from 'node:assert/strict';
import { EnvelopeDetector } from '../../../src/detection/envelopeDetector';
import { WorkspaceBaselines } from '../../../src/vscode/baselines';

/** A memento that keeps what it is given as JSON does. */
class FakeMemento {
  private stored: string | undefined;

  get(): unknown {
    return this.stored === undefined ? undefined : JSON.parse(this.stored);
  }

  update(_key: string, value: unknown): Promise<void> {
    this.stored = JSON.stringify(value);
    return Promise.resolve();
  }
}

const api = { id: '1', name: 'api', type: 'pwa-node', startedAtMs: 0 };

function learnt(values: readonly number[]): ReturnType<EnvelopeDetector['save']> {
  const detector = new EnvelopeDetector();
  for (const value of values) detector.handle(value);
  return detector.save();
}

describe('what is usual for a launch configuration', () => {
  const fail = (text: string): void => {
    assert.fail(text);
  };

  it('is there for its next run, and for no other configuration', () => {
    const baselines = new WorkspaceBaselines(new FakeMemento(), fail);
    const memory = learnt([1, 2, 3]);
    baselines.save(api, { 'process.memory.usage': memory });
    assert.deepEqual(baselines.load({ ...api, id: '2' }), { 'process.memory.usage': memory });
    assert.deepEqual(baselines.load({ ...api, name: 'web' }), {});
  });

  it('belongs to the name of a picked process, whatever its pid', () => {
    const baselines = new WorkspaceBaselines(new FakeMemento(), fail);
    baselines.save({ ...api, name: 'node server.js (12)' }, { 'process.cpu.time': learnt([1]) });
    assert.notDeepEqual(baselines.load({ ...api, name: 'node server.js (99)' }), {});
  });

  it('is left out where it is not understood', () => {
    const memento = new FakeMemento();
    const baselines = new WorkspaceBaselines(memento, fail);
    void memento.update('baselines', [['pwa-node/api', { 'process.cpu.time': { seen: 'many' }, nonsense: 1 }]]);
    assert.deepEqual(baselines.load(api), {});
    void memento.update('baselines', 'nonsense');
    assert.deepEqual(baselines.load(api), {});
  });

  it('is kept for the last fifty configurations', () => {
    const baselines = new WorkspaceBaselines(new FakeMemento(), fail);
    const baseline = { 'process.cpu.time': learnt([1]) };
    for (let i = 0; i <= 50; i++) baselines.save({ ...api, name: `n${i}` }, baseline);
    assert.deepEqual(baselines.load({ ...api, name: 'n0' }), {});
    assert.deepEqual(baselines.load({ ...api, name: 'n50' }), baseline);
  });
});
