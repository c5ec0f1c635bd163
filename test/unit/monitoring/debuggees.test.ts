import assert from 'node:assert/strict';
import { Debuggees } from '../../../src/monitoring/debuggees';

describe('Debuggees', () => {
  it('keep nothing of programs that have come and gone, whoever told of their end first', () => {
    const debuggees = new Debuggees();
    for (let i = 0; i < 100; i += 1) {
      debuggees.addTarget(`released first ${i}`, `${i + 1}@1`, i);
      debuggees.release(`released first ${i}`, i);
      debuggees.removeTarget(`${i + 1}@1`, i);
      debuggees.addTarget(`exited first ${i}`, `${i + 1}@2`, i);
      debuggees.removeTarget(`${i + 1}@2`, i);
      debuggees.release(`exited first ${i}`, i);
    }
    assert.equal(debuggees.size, 0);
  });

  it('keep one whose process was killed while it was held, until its debugger lets go', () => {
    const debuggees = new Debuggees();
    debuggees.addTarget('d', '1@1', 0);
    debuggees.setPaused('d', true, 1);
    debuggees.removeTarget('1@1', 2);
    assert.deepEqual(debuggees.pauses, [{ fromMs: 1 }]);
    debuggees.release('d', 3);
    assert.deepEqual(debuggees.pauses, [{ fromMs: 1, toMs: 3 }]);
    assert.equal(debuggees.size, 0);
  });

  it('keep a bounded number of pauses, and change none that they have told', () => {
    const debuggees = new Debuggees();
    debuggees.addTarget('d', '1@1', 0);
    debuggees.setPaused('d', true, 0);
    const told = debuggees.pauses;
    for (let i = 1; i < 2_500; i += 1) debuggees.setPaused('d', i % 2 === 0, i);
    assert.deepEqual(told, [{ fromMs: 0 }]);
    assert.equal(debuggees.pauses.length, 1_000);
    assert.deepEqual(debuggees.pauses.at(-1), { fromMs: 2_498, toMs: 2_499 });
  });

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
