import assert from 'node:assert/strict';
import { markerOf, markLaunch } from '../../../src/launching/sessionMarker';

const ID = '0123456789abcdef0123456789abcdef';
const MARKER = `PROCESS_MONITOR_SESSION=${ID}`;
const launch = (fields: Readonly<Record<string, unknown>> = {}, type = 'debugpy') => ({
  type,
  request: 'launch',
  ...fields,
});

describe('markLaunch', () => {
  it('adds the marker to the environment of a launch, and what it adds is read back', () => {
    for (const given of [launch(), launch({ env: { PATH: '/bin' } }), launch({}, 'cppdbg')]) {
      assert.equal(markerOf(markLaunch(given, ID)), MARKER);
    }
  });

  it('keeps what is there, and leaves the given configuration alone', () => {
    const env = { PATH: '/bin' };
    const given = launch({ program: 'a.py', env });
    assert.deepEqual(markLaunch(given, ID), { ...given, env: { PATH: '/bin', PROCESS_MONITOR_SESSION: ID } });
    assert.deepEqual(env, { PATH: '/bin' });
  });

  it('adds to the list of the C++ extension', () => {
    const given = launch({ environment: [{ name: 'A', value: '1' }] }, 'cppdbg');
    assert.deepEqual(markLaunch(given, ID)?.environment, [
      { name: 'A', value: '1' },
      { name: 'PROCESS_MONITOR_SESSION', value: ID },
    ]);
  });

  for (const [what, configuration] of [
    ['an attach', { ...launch(), request: 'attach' }],
    ['a child of js-debug', launch({ __pendingTargetId: 'x' }, 'pwa-node')],
    ['gdb, which would clear the rest', launch({}, 'gdb')],
    ['an env that is a list', launch({ env: ['A=1'] })],
    ['an env that is null', launch({ env: null })],
    ['an env that is text', launch({ env: 'A=1' })],
    ['an environment that is no list', launch({ environment: { A: '1' } }, 'cppdbg')],
    ['a variable that a person has set', launch({ env: { PROCESS_MONITOR_SESSION: 'mine' } })],
    ['one set in a list', launch({ environment: [{ name: 'PROCESS_MONITOR_SESSION', value: '' }] }, 'cppdbg')],
  ] as const) {
    it(`leaves alone ${what}`, () => {
      assert.equal(markLaunch(configuration, ID), undefined);
    });
  }
});

describe('markerOf', () => {
  it('does not take what a person wrote for a marker', () => {
    for (const value of ['mine', '', 7, `${ID}0`]) {
      assert.equal(markerOf({ env: { PROCESS_MONITOR_SESSION: value } }), undefined);
    }
  });

  it('finds none in arguments without one', () => {
    for (const args of [undefined, {}, { env: ['A=1'] }, { environment: [{ name: 'A' }] }, 'x']) {
      assert.equal(markerOf(args), undefined);
    }
  });
});
