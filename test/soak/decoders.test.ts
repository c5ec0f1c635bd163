import assert from 'node:assert/strict';
import { allDecoders } from '../support/fuzz/allDecoders';

/** So many inputs in all; the environment may ask for fewer. */
const INPUTS = Number(process.env.SOAK_INPUTS ?? 1_000_000);

/** More than any decoder may add to the peak; what those before it have left for the collector is not its own. */
const MOST_BYTES = 512e6;

describe(`decoders of what others have written, with ${INPUTS} inputs`, () => {
  it('return, whatever is in them, change no prototype, and need no memory beyond measure', async () => {
    const decoders = await allDecoders();
    const each = Math.ceil(INPUTS / decoders.length);
    const seed = Date.now();
    const greedy: string[] = [];
    for (const decoder of decoders) {
      const [startMs, before] = [performance.now(), peakBytes()];
      decoder.run(each, seed);
      const [seconds, addedBytes] = [(performance.now() - startMs) / 1e3, peakBytes() - before];
      const needs = `${decoder.name}: ${each} inputs in ${seconds.toFixed(1)} s, ${(addedBytes / 1e6).toFixed(0)} MB more`;
      console.log(needs);
      if (addedBytes >= MOST_BYTES) greedy.push(needs);
    }
    console.log(`${each * decoders.length} inputs, seed ${seed}`);
    assert.deepEqual(greedy, []);
  });
});

/** The most memory that this process has had so far. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
