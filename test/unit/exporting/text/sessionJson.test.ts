import assert from 'node:assert/strict';
import { fillFromDocument, readSessionJson } from '../../../../src/exporting/text/readSessionJson';
import { sessionJson } from '../../../../src/exporting/text/sessionJson';
import type { SessionDocument } from '../../../../src/exporting/text/sessionDocument';
import { exportedRun, textOf, unlimitedStore } from '../../../support/exportedRun';
import { SESSION } from '../../../support/recordedRun';
import { T0 } from '../../../support/rounds';
import { randomNumbers } from '../../../support/exportedNumbers';

function documentOf(text: string): SessionDocument {
  const read = readSessionJson(text);
  assert.equal(read.kind, 'document');
  return read.document;
}

describe('a session as JSON', () => {
  it('comes back bit by bit', () => {
    const run = exportedRun(20);
    const odd = run.store.series({ metric: 'app.value', attributes: 'name="a \\"b\\" c"' });
    randomNumbers(200).forEach((value, i) => odd?.append(T0 + i * 250.0625, value));
    const text = textOf(sessionJson(run));
    const store = unlimitedStore();
    const document = documentOf(text);
    assert.deepEqual(fillFromDocument(document, store), []);
    assert.deepEqual(store.keys(), run.store.keys());
    assert.deepEqual(document.session, SESSION);
    assert.equal(textOf(sessionJson({ ...run, store, session: document.session })), text);
  });

  it('says what its metrics are, its statistics, and gaps as null', () => {
    const { metrics, series, version } = documentOf(textOf(sessionJson(exportedRun(4))));
    assert.equal(version, 1);
    assert.equal(metrics['process.cpu.time']?.unit, 's');
    assert.equal(metrics['process.cpu.time'].instrument, 'counter');
    const memory = series.find(({ metric, process }) => metric === 'process.memory.usage' && process !== undefined);
    assert.deepEqual(memory?.values, [0, 4_096, null, 12_288]);
    assert.equal(memory.statistics?.count, 3);
    const cpu = series.find(({ process }) => process === undefined);
    assert.equal(cpu?.statistics?.mean, 0.25);
  });

  it('holds of a span what lies in it', () => {
    const session = {
      ...SESSION,
      pauses: [{ fromMs: T0, toMs: T0 + 1_000 }, { fromMs: T0 + 4_000 }],
      events: [1, 3, 9].map(
        (second) => ({ kind: 'warning', timeMs: T0 + second * 1_000, text: String(second) }) as const,
      ),
    };
    const run = exportedRun(10, { session, fromMs: T0 + 2_000, toMs: T0 + 5_000 });
    const document = documentOf(textOf(sessionJson(run)));
    assert.equal(document.fromMs, T0 + 2_000);
    assert.deepEqual(
      document.series[0]?.timesMs,
      [2, 3, 4, 5].map((second) => T0 + second * 1_000),
    );
    assert.deepEqual(
      document.session.events.map(({ text }) => text),
      ['3'],
    );
    assert.deepEqual(document.session.pauses, [{ fromMs: T0 + 4_000 }]);
  });

  const refused: readonly [what: string, change: (text: string) => string, expected: object][] = [
    ['no JSON', (text) => text.slice(0, -5), { kind: 'noJson' }],
    ['another format', () => '{"format":"har","version":1}', { kind: 'otherFormat' }],
    ['a later version', (text) => text.replace('"version":1', '"version":2'), { kind: 'laterVersion', version: 2 }],
    [
      'a text where a number belongs',
      (text) => text.replace(/"values":\[0/, '"values":["0"'),
      { path: 'series.0.values.0' },
    ],
    ['columns of two lengths', (text) => text.replace(/"values":\[0,/, '"values":['), { path: 'series.0' }],
    ['times that go back', (text) => text.replace(/"timesMs":\[\d+,/, `"timesMs":[${T0 * 2},`), { path: 'series.0' }],
  ];
  for (const [what, change, expected] of refused) {
    it(`is refused with ${what}, and where`, () => {
      const read = readSessionJson(change(textOf(sessionJson(exportedRun(5)))));
      assert.equal(read.kind, 'refused');
      assert.deepEqual(read.reason, { ...read.reason, ...expected });
    });
  }

  it('is read without the metrics of another version, and says which', () => {
    const document = documentOf(textOf(sessionJson(exportedRun(5))).replaceAll('process.cpu.time', 'gpu.time'));
    const store = unlimitedStore();
    assert.deepEqual(fillFromDocument(document, store), ['gpu.time']);
    assert.equal(store.size, 2);
  });
});
