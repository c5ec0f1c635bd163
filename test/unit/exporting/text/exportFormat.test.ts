import assert from 'node:assert/strict';
import { currentJson } from '../../../../src/exporting/text/currentJson';
import { EXPORT_FORMATS, fileNameOf, piecesOf } from '../../../../src/exporting/text/exportFormat';
import { parseSpan } from '../../../../src/exporting/text/spanText';
import { exportedRun, textOf } from '../../../support/exportedRun';
import { current, ofTree, withValues } from '../../../support/exportedSessions';

describe('the files of a run', () => {
  for (const format of EXPORT_FORMATS) {
    it(`can be written without a single value: ${format}`, () => {
      assert.notEqual(textOf(piecesOf(format, exportedRun(0))), '');
    });
  }

  it('have names that every file system takes', () => {
    const startedAtMs = Date.UTC(2026, 10, 24, 12, 30);
    assert.equal(fileNameOf('json', { name: '../../etc/pass:wd', startedAtMs }), 'etc pass wd 2026-11-24 12-30.json');
    assert.equal(fileNameOf('openMetrics', { name: '???', startedAtMs }), 'session 2026-11-24 12-30.txt');
  });
});

describe('a span of a run', () => {
  it('is read as people write it', () => {
    assert.deepEqual(parseSpan('2-5'), { fromMs: 120_000, toMs: 300_000 });
    assert.deepEqual(parseSpan(' 0.5 - '), { fromMs: 30_000, toMs: Infinity });
    assert.deepEqual(parseSpan('-5'), { fromMs: -Infinity, toMs: 300_000 });
    for (const text of ['', '-', '5-2', '3', 'a-b']) assert.equal(parseSpan(text), undefined, text);
  });
});

describe('current metrics as JSON', () => {
  it('say when, what, whose and in which unit', () => {
    const values = [ofTree('process.cpu.time', 2), current('process.cpu.time', 1, { 'cpu.mode': 'user' })];
    const monitor = [ofTree('process_monitor.cpu.time', 0.5)];
    const cpu = { name: 'process.cpu.time', unit: 's', instrument: 'counter', session: 'server' };
    assert.deepEqual(JSON.parse(currentJson(0, [withValues(values)], monitor)), {
      timestamp: '1970-01-01T00:00:00.000Z',
      metrics: [
        { ...cpu, value: 2 },
        { ...cpu, process: 'node', pid: 7, attributes: { 'cpu.mode': 'user' }, value: 1 },
        { name: 'process_monitor.cpu.time', unit: 's', instrument: 'counter', value: 0.5 },
      ],
    });
  });
});
