import assert from 'node:assert/strict';
import { hotFunctions } from '../../../../src/runtime/capturing/hotFunctions';

const frame = (functionName: string, url: string, lineNumber = 0): object => ({ functionName, url, lineNumber });

/** A root that calls what is listed; each sample is a millisecond. */
function profile(nodes: readonly object[], samples: readonly number[]): string {
  return JSON.stringify({ nodes, samples, timeDeltas: samples.map(() => 1_000) });
}

describe('the hottest functions of a CPU profile', () => {
  it('come first, with their share of the time, file and line', () => {
    const nodes = [
      { id: 1, callFrame: frame('(root)', ''), children: [2, 3, 4] },
      { id: 2, callFrame: frame('slow', 'file:///app/a.js', 11) },
      { id: 3, callFrame: frame('', '/app/b.js', 4) },
      { id: 4, callFrame: frame('(idle)', '') },
    ];
    assert.deepEqual(hotFunctions(profile(nodes, [2, 2, 2, 3, 4, 4, 4, 4])), [
      { name: 'slow', url: 'file:///app/a.js', line: 12, share: 0.375 },
      { name: '(anonymous)', url: '/app/b.js', line: 5, share: 0.125 },
    ]);
  });

  it("are charged with what they call of Node's own and of natives", () => {
    const nodes = [
      { id: 1, callFrame: frame('(root)', ''), children: [2] },
      { id: 2, callFrame: frame('handle', 'file:///app/a.js'), children: [3] },
      { id: 3, callFrame: frame('readFileSync', 'node:fs'), children: [4] },
      { id: 4, callFrame: frame('open', '') },
    ];
    assert.deepEqual(
      hotFunctions(profile(nodes, [4, 3])).map(({ name, share }) => [name, share]),
      [['handle', 1]],
    );
  });

  it('are none where stacks go round, and where the text is no profile', () => {
    const round = [
      { id: 1, callFrame: frame('a', ''), children: [2] },
      { id: 2, callFrame: frame('b', ''), children: [1] },
    ];
    assert.deepEqual(hotFunctions(profile(round, [1, 2])), []);
    for (const text of ['', '{', '{"nodes":1}', 'null']) assert.deepEqual(hotFunctions(text), []);
  });
});
