import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { sharedBodies } from '../../../../src/exporting/server/sharedBodies';
import type { MetricFamily } from '../../../../src/exporting/text/metricFamily';

const SAMPLES = 20_000;

describe('what scrapes are answered with', () => {
  let moments: number;
  const families = (): readonly MetricFamily[] => {
    moments += 1;
    const samples = Array.from({ length: SAMPLES }, (_, i) => ({ labels: `i="${i}"`, value: moments }));
    return [{ name: 'x', type: 'gauge', help: 'X.', samples }];
  };

  beforeEach(() => {
    moments = 0;
  });

  it('is one text, packed once, for all who ask at the same time', async () => {
    const bodyIn = sharedBodies(families);
    const ask = (isGzip: boolean) => Promise.all(Array.from({ length: 50 }, () => bodyIn('prometheus', isGzip)));
    const [plain, packed] = await Promise.all([ask(false), ask(true)]);
    assert.equal(moments, 1);
    assert.equal(new Set(plain).size, 1);
    assert.equal(new Set(packed).size, 1);
    assert.deepEqual(gunzipSync(packed[0] ?? Buffer.alloc(0)), plain[0]);
  });

  it('is of a moment after the question, also for those who ask while another text is written', async () => {
    const bodyIn = sharedBodies(families);
    const first = bodyIn('prometheus', false);
    while (moments === 0) await setImmediate();
    const later = await Promise.all([bodyIn('prometheus', false), bodyIn('prometheus', false)]);
    assert.equal(moments, 2);
    assert.equal(later[0], later[1]);
    assert.match((await first).toString(), /^x\{i="0"\} 1$/m);
    assert.match(later[0].toString(), /^x\{i="0"\} 2$/m);
  });

  it('is whole in either format, and both at once are written one after the other', async () => {
    const bodyIn = sharedBodies(families);
    const [plain, open] = await Promise.all([bodyIn('prometheus', false), bodyIn('openMetrics', false)]);
    for (const [body, ending] of [
      [plain, / 1\n$/],
      [open, / 2\n# EOF\n$/],
    ] as const) {
      const text = body.toString();
      assert.equal(text.match(/^x\{/gm)?.length, SAMPLES);
      assert.equal(text.match(/^# TYPE x gauge$/gm)?.length, 1);
      assert.match(text, ending);
    }
  });

  it('fails for those who asked, and no others', async () => {
    let isBroken = true;
    const bodyIn = sharedBodies(() => {
      if (isBroken) throw new Error('no store');
      return families();
    });
    await assert.rejects(bodyIn('prometheus', false), /no store/);
    isBroken = false;
    assert.ok((await bodyIn('prometheus', true)).length > 0);
  });
});
