import assert from 'node:assert/strict';
import { allDecoders } from '../support/fuzz/allDecoders';

/** So many inputs in all; the environment may ask for fewer. */
const INPUTS = Number(process.env.SOAK_INPUTS ?? 1_000_000);

/** More than any decoder may need at its worst. */
const MOST_BYTES = 512e6;

describe(`decoders of what others have written, with ${INPUTS} inputs`, () => {
  it('return, whatever is in them, change no prototype, and need no memory beyond measure', async () => {
    const decoders = await allDecoders();
    const each = Math.ceil(INPUTS / decoders.length);
    const seed = Date.now();
    const before = peakBytes();
    for (const decoder of decoders) {
      const startMs = performance.now();
      decoder.run(each, seed);
      console.log(`${decoder.name}: ${each} inputs in ${((performance.now() - startMs) / 1e3).toFixed(1)} s`);
    }
    const neededBytes = peakBytes() - before;
    console.log(`${each * decoders.length} inputs, seed ${seed}, ${(neededBytes / 1e6).toFixed(0)} MB at the peak`);
    assert.ok(neededBytes < MOST_BYTES);
  });
});

/** The most memory that this process has had so far. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
