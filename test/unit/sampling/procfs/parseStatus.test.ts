import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseStatus } from '../../../../src/sampling/procfs/parseStatus';

const captured = readFileSync('test/fixtures/procfs/1200/status', 'latin1');

describe('parseStatus', () => {
  it('tells voluntary from involuntary switches', () => {
    assert.deepEqual(parseStatus(captured), { voluntary: 4, involuntary: 7 });
  });

  it('finds them where later kernels print more lines after them', () => {
    assert.deepEqual(parseStatus(`${captured}x86_Thread_features:\t\n`), { voluntary: 4, involuntary: 7 });
  });

  it('is not misled by a command that is named like the label', () => {
    const hostile = captured.replace('Name:\tnode', 'Name:\tvoluntary_ctxt_switches:\t99');
    assert.deepEqual(parseStatus(hostile), { voluntary: 4, involuntary: 7 });
  });

  it('returns nothing when a count is missing or cut off', () => {
    assert.equal(parseStatus(captured.trimEnd()), undefined);
    assert.equal(parseStatus(captured.replace('\nvoluntary', '\nother')), undefined);
    assert.equal(parseStatus(''), undefined);
  });
});
