import { killWriter } from '../support/killedWriter';
import { seededRandom } from '../support/seededRandom';

describe('a run whose writer is killed at 50 random moments', () => {
  it('opens each time with all that was flushed', async () => {
    const random = seededRandom(20_261_124);
    for (let round = 0; round < 50; round += 1) await killWriter(random() * 1_000);
  });
});
