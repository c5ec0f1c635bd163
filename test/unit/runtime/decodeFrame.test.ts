import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeFrame } from '../../../src/runtime/decodeFrame';
import { PROTOCOL_VERSION, type TickFrame } from '../../../src/shared/agentFrames';
import { helloFrame, memoryOf, tickFrame } from '../../support/agent/frames';

const full: TickFrame = tickFrame({
  delay: { min: 0, mean: 0.1, p50: 0.1, p90: 0.2, p95: 0.2, p99: 0.3, max: 0.3 },
  utilization: 0.5,
  memory: { ...memoryOf(5), spaces: [['new_space', 3]] },
  gc: [['minor', 2, 0.001]],
  resources: [['Timeout', 3]],
  served: { active: 1, outcomes: [['success', 4]], seconds: [[-200, 4]] },
  sent: { active: 0, outcomes: [], seconds: [] },
  application: [
    { type: 'counter', name: 'jobs', attributes: [['kind', 'a']], value: 2 },
    { type: 'gauge', name: 'queue', attributes: [], value: -2 },
    { type: 'histogram', name: 'size', attributes: [], values: [[0, 1]] },
  ],
  dropped: 7,
});

const series = (name: string, key = 'k', value = 'v') =>
  tickFrame({ application: [{ type: 'counter', name, attributes: [[key, value]], value: 1 }] });

describe('decodeFrame', () => {
  it('gives back what an agent sent', () => {
    for (const frame of [helloFrame(), full, { kind: 'incident', incident: 'warning', text: 'W' } as const]) {
      assert.deepEqual(decodeFrame(JSON.stringify(frame)), frame);
    }
  });

  for (const [what, hostile] of [
    ['no JSON', '{"kind":'],
    ['deeply nested lists', '['.repeat(100_000)],
    ['another kind', '{"kind":"exec"}'],
    ['another version', JSON.stringify({ ...helloFrame(), version: PROTOCOL_VERSION + 1 })],
    ['a pid that is no whole number', JSON.stringify({ ...helloFrame(), pid: 1.5 })],
    ['a name that is a prototype', JSON.stringify(series('__proto__'))],
    ['a key that is a constructor', JSON.stringify(series('a', 'constructor'))],
    ['a name that is too long', JSON.stringify(series('x'.repeat(65)))],
    ['a value that is too long', JSON.stringify(series('a', 'k', 'x'.repeat(65)))],
    ['100,000 series', JSON.stringify(tickFrame({ application: Array(100_000).fill(full.application[0]) }))],
    ['a number that is infinite', JSON.stringify(full).replace('"dropped":7', '"dropped":1e999')],
    ['a count below zero', JSON.stringify({ ...full, dropped: -1 })],
    ['a bucket that there is not', JSON.stringify(full).replace('[-200,4]', '[99999,4]')],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.equal(decodeFrame(hostile), undefined);
    });
  }

  it('takes no prototype from a key', () => {
    const frame = decodeFrame(JSON.stringify(full).replace('{', '{"__proto__":{"polluted":true},'));
    assert.equal((frame as { polluted?: boolean } | undefined)?.polluted, undefined);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });

  it('takes any line without an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => (decodeFrame(line), true)));
  });

  it('takes any field being replaced without an error', () => {
    const keys = Object.keys(full);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const decoded = decodeFrame(JSON.stringify({ ...full, [key]: value }));
        assert.ok(decoded === undefined || decoded.kind === 'tick');
      }),
    );
  });
});
