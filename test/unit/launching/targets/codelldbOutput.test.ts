import assert from 'node:assert/strict';
import { codelldbOutputFacts } from '../../../../src/launching/targets/codelldbOutput';

describe('codelldbOutputFacts', () => {
  it('reads the process that was launched or attached to', () => {
    for (const output of ["Launched process 4711 from '/src/app'\n", 'Attached to process 4711\n']) {
      assert.deepEqual(codelldbOutputFacts({ category: 'console', output }), [{ kind: 'processMentioned', pid: 4711 }]);
      assert.deepEqual(codelldbOutputFacts({ output }), [{ kind: 'processMentioned', pid: 4711 }]);
    }
  });

  it('does not believe what the program prints', () => {
    const output = "Launched process 4711 from '/src/app'\n";
    assert.deepEqual(codelldbOutputFacts({ category: 'stdout', output }), []);
  });

  it('passes over other words', () => {
    for (const output of ['Launching: /src/app', 'It Launched process 4711 from x', 'Launched process 0 from x']) {
      assert.deepEqual(codelldbOutputFacts({ category: 'console', output }), []);
    }
    assert.deepEqual(codelldbOutputFacts(undefined), []);
  });
});
