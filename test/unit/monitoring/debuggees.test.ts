import assert from 'node:assert/strict';
import { Debuggees } from '../../../src/monitoring/debuggees';

describe('Debuggees', () => {
  it('are paused as a whole only while each of them is', () => {
    const debuggees = new Debuggees();
    debuggees.addTarget('one', '1@0', 0);
    debuggees.addTarget('two', '2@0', 0);
    debuggees.setPaused('one', true, 10);
    assert.equal(debuggees.areAllPaused(), false);
    debuggees.setPaused('two', true, 20);
    assert.equal(debuggees.areAllPaused(), true);
    assert.deepEqual(debuggees.pauses, [{ fromMs: 20 }]);
  });

  it('let a process go to the debuggee for which it is told next', () => {
    const debuggees = new Debuggees();
    debuggees.addTarget('root', '1@0', 0);
    debuggees.addTarget('child', '1@0', 10);
    debuggees.setPaused('child', true, 20);
    assert.equal(debuggees.areAllPaused(), true);
    assert.equal(debuggees.holds('1@0'), true);
    assert.deepEqual(debuggees.targetsOf('root'), []);
    assert.equal(debuggees.size, 1);
  });

  it('keep one that is held although its process has gone to another', () => {
    const debuggees = new Debuggees();
    debuggees.addTarget('root', '1@0', 0);
    debuggees.setPaused('root', true, 10);
    debuggees.addTarget('child', '1@0', 20);
    assert.equal(debuggees.areAllPaused(), false);
    debuggees.release('root', 30);
    assert.equal(debuggees.size, 1);
  });
});
