import assert from 'node:assert/strict';
import { waitFor } from '../../support/waitFor';

describe('waitFor', () => {
  it('returns the first answer that is there', async () => {
    const answers = [undefined, null, false, 0];
    assert.equal(await waitFor(() => answers.shift(), { timeoutMs: 30_000, what: 'an answer' }), 0);
    assert.deepEqual(answers, []);
  });

  it('takes an exception for "not yet"', async () => {
    let calls = 0;
    const answer = waitFor(
      () => {
        calls += 1;
        if (calls === 1) throw new Error('not yet');
        return 'there';
      },
      { timeoutMs: 30_000, what: 'an answer' },
    );
    assert.equal(await answer, 'there');
  });

  it('tells what it waited for and the last answer when the time is over', async () => {
    await assert.rejects(
      waitFor(() => false, { timeoutMs: 0, what: 'rain' }),
      /Waited 0 s in vain for rain\. The last answer was false\./,
    );
  });

  it('tells the last error when the time is over', async () => {
    const failing = () => Promise.reject(new Error('no cloud'));
    await assert.rejects(waitFor(failing, { timeoutMs: 0, what: 'rain' }), /The last error was Error: no cloud/);
  });
});
