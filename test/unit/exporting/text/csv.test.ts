import assert from 'node:assert/strict';
import { csvLine } from '../../../../src/exporting/text/csv';
import { longCsv } from '../../../../src/exporting/text/longCsv';
import { wideCsv } from '../../../../src/exporting/text/wideCsv';
import { exportedRun, textOf } from '../../../support/exportedRun';
import { SESSION } from '../../../support/recordedRun';

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\r\n');

describe('CSV', () => {
  it('quotes what would break a line, and leaves a missing number empty', () => {
    assert.equal(csvLine(['a,b', 'say "hi"', 'two\nlines', NaN, -1.5]), '"a,b","say ""hi""","two\nlines",,-1.5\r\n');
  });

  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1']) {
    it(`keeps a text from becoming a formula: ${JSON.stringify(formula)}`, () => {
      assert.match(csvLine([formula]), /^"?'/);
    });
  }

  it('has a line for each value in its long form', () => {
    const lines = linesOf(textOf(longCsv(exportedRun(3))));
    assert.equal(lines[0], 'time,metric,unit,process,pid,attributes,value');
    assert.equal(lines.length, 1 + 3 + 3 + 2 + 3);
    const ofProcess = lines.filter((line) => line.includes('node,7'));
    assert.match(ofProcess[0] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.050Z,process\.memory\.usage,By,node,7,,0$/);
    assert.match(ofProcess[3] ?? '', /,process\.cpu\.time,s,node,7,cpu\.mode=user,0\.333/);
  });

  it('has a line for each round in its wide form, the processes in the line that is nearest', () => {
    const lines = linesOf(textOf(wideCsv(exportedRun(4))));
    assert.equal(
      lines[0],
      'time,process.cpu.time (s),process.memory.usage (By),"process.memory.usage (By), node 7","process.cpu.time (s) cpu.mode=user, node 7"',
    );
    assert.equal(lines.length, 5);
    assert.deepEqual(
      lines.slice(1).map((line) => line.split(',').slice(3).join(' ')),
      ['0 0', `4096 ${1 / 3}`, ` ${2 / 3}`, '12288 1'],
    );
  });

  it('guards the name of a process too', () => {
    const [first] = SESSION.processes;
    assert.ok(first);
    const session = { ...SESSION, processes: [{ ...first, name: '=cmd' }] };
    assert.match(textOf(longCsv(exportedRun(2, { session }))), /,'=cmd,7,/);
  });
});
