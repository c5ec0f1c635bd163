import assert from 'node:assert/strict';
import { readRubyPid } from '../../../../src/launching/targets/rubyDebug';

describe('readRubyPid', () => {
  it('reads a pid', () => {
    assert.equal(readRubyPid('4711\n'), 4711);
  });

  it('finds none in anything else', () => {
    for (const answer of ['', '0', '-3', '4711 is it', 'nil']) assert.equal(readRubyPid(answer), undefined);
  });
});
