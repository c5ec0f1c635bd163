import assert from 'node:assert/strict';
import { Scope, withScope } from '../../host/scope';

describe('a scope', () => {
  it('ends what it owns in reverse order, one after the other', async () => {
    const ended: string[] = [];
    const scope = new Scope();
    scope.own(() => void ended.push('first'));
    scope.own(async () => {
      await Promise.resolve();
      ended.push('second');
    });
    await scope.dispose();
    assert.deepEqual(ended, ['second', 'first']);
  });

  it('ends everything once, however often it is told to', async () => {
    let count = 0;
    const scope = new Scope();
    scope.own(() => void (count += 1));
    await Promise.all([scope.dispose(), scope.dispose()]);
    assert.equal(count, 1);
  });

  it('ends what arrives after its end', async () => {
    let ended = false;
    const scope = new Scope();
    await scope.dispose();
    scope.own(() => void (ended = true));
    await scope.dispose();
    assert.ok(ended);
  });

  it('ends what it owns when its body throws, and passes the error on', async () => {
    let ended = false;
    const body = withScope((scope) => {
      scope.own(() => void (ended = true));
      return Promise.reject(new Error('broken'));
    });
    await assert.rejects(body, /broken/);
    assert.ok(ended);
  });
});
