import assert from 'node:assert/strict';
import { remoteAddress } from '../../../src/launching/remoteAddress';

const attach = (fields: Readonly<Record<string, unknown>>) => ({ type: 'x', request: 'attach', ...fields });

describe('remoteAddress', () => {
  it('reads the names that debuggers use', () => {
    for (const fields of [
      { address: '10.1.2.3' },
      { host: '10.1.2.3' },
      { hostName: '10.1.2.3' },
      { connect: { host: '10.1.2.3', port: 5678 } },
    ]) {
      assert.equal(remoteAddress(attach(fields)), '10.1.2.3');
    }
  });

  it('takes a loopback address, and none, for this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]', '']) {
      assert.equal(remoteAddress(attach({ host })), undefined);
    }
    assert.equal(remoteAddress(attach({ connect: { port: 5678 }, host: 7 })), undefined);
  });

  it('finds none in a launch, where such an address is one to listen on', () => {
    assert.equal(remoteAddress({ type: 'php', request: 'launch', hostname: '0.0.0.0', host: '10.1.2.3' }), undefined);
  });
});
