import assert from 'node:assert/strict';
import fc from 'fast-check';

/** A decoder and the inputs that it is tried with. */
export interface FuzzedDecoder {
  readonly name: string;
  /**
   * Hands so many inputs to the decoder, the same ones for a seed. Throws, with the smallest input that does it, where
   * the decoder throws, or changes a prototype that everything has.
   */
  run(inputs: number, seed: number): void;
}

/** `decode` gives the input to the decoder, and what comes out to whoever takes it next. */
export function fuzzed<T>(name: string, input: fc.Arbitrary<T>, decode: (input: T) => void): FuzzedDecoder {
  return {
    name,
    run: (inputs, seed) => {
      const property = fc.property(input, (given) => {
        decode(given);
        assertUnpolluted();
      });
      fc.assert(property, { numRuns: inputs, seed });
    },
  };
}

const PROTOTYPES = [Object.prototype, Array.prototype, String.prototype, Number.prototype, Function.prototype];
const OWN = PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length);

function assertUnpolluted(): void {
  for (const [i, prototype] of PROTOTYPES.entries()) {
    assert.equal(Reflect.ownKeys(prototype).length, OWN[i], 'a prototype has another property');
  }
}
