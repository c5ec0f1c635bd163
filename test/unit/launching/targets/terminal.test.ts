import assert from 'node:assert/strict';
import { terminalFacts } from '../../../../src/launching/targets/terminal';

const answer = (body: unknown, success = true) => ({
  type: 'response' as const,
  command: 'runInTerminal',
  request_seq: 1,
  success,
  body,
});

describe('terminalFacts', () => {
  it('reads the shell, and the process where the client knows it', () => {
    assert.deepEqual(terminalFacts(answer({ shellProcessId: 90 })), [{ kind: 'shell', pid: 90 }]);
    assert.deepEqual(terminalFacts(answer({ shellProcessId: 90, processId: 91 })), [
      { kind: 'process', pid: 91, foundBy: 'terminal' },
    ]);
  });

  it('learns nothing from a refusal or from an answer that is none', () => {
    assert.deepEqual(terminalFacts(answer({ shellProcessId: 90 }, false)), []);
    assert.deepEqual(terminalFacts(answer({ shellProcessId: 'x' })), []);
    assert.deepEqual(terminalFacts(answer(undefined)), []);
  });
});
