import { allDecoders } from '../../support/fuzz/allDecoders';

const INPUTS = 100;

// The short form of `npm run soak`, with other inputs each time.
describe('decoders of what others have written', () => {
  it(`take ${INPUTS} inputs each without an error, whatever is in them`, async () => {
    for (const decoder of await allDecoders()) decoder.run(INPUTS, Date.now());
  });
});
