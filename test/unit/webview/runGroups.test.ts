import assert from 'node:assert/strict';
import type { PastRunOutline } from '../../../src/shared/pastRunOutline';
import { pastRunText, runGroups } from '../../../webview/runGroups';
import { sessionWith } from './builders';

const texts = { clock: (timeMs: number) => `t${timeMs}`, day: (timeMs: number) => `d${timeMs}` };

function past(id: string, part: Partial<PastRunOutline> = {}): PastRunOutline {
  const base = { name: 'api', configuration: 'api', startedAtMs: 0, endedAtMs: 42_000, outcome: 'ended' } as const;
  return { ...base, ...part, sessionId: `past:${id}` };
}

describe('runGroups', () => {
  it('lists what lives first, then what is over, then past runs by configuration, the one that ran last first', () => {
    const sessions = [
      sessionWith({ id: 'over', state: 'ended', startedAtMs: 9 }),
      sessionWith({ id: 'live', startedAtMs: 1 }),
      sessionWith({ id: 'past:2', isPast: true, state: 'ended' }),
    ];
    const runs = [
      past('1', { startedAtMs: 5 }),
      past('2', { startedAtMs: 7 }),
      past('3', { configuration: 'web', startedAtMs: 6 }),
    ];
    assert.deepEqual(
      runGroups(sessions, runs, texts).map(({ label, options }) => [label, options.map(({ value }) => value)]),
      [
        ['This window', ['live', 'over']],
        ['Opened', []],
        ['Past runs of api', ['past:2', 'past:1']],
        ['Past runs of web', ['past:3']],
      ],
    );
  });

  it('lists an opened run that no list of past runs has', () => {
    const [here, opened] = runGroups([sessionWith({ id: 'past:9', isPast: true, state: 'ended' })], [], texts);
    assert.deepEqual([here?.options, opened?.options.map(({ value }) => value)], [[], ['past:9']]);
  });
});

describe('pastRunText', () => {
  it('says when, how it ended, how long, its peaks and its commit', () => {
    const known = { exitCode: 134, outcome: 'crashed', peakCpuCores: 1.5, peakMemoryBytes: 812e6 } as const;
    assert.equal(
      pastRunText(past('1', { ...known, commit: '4f1c2d9e0a7b', isDirty: true }), texts),
      'api, d0 t0, crashed with code 134, 42 s, CPU up to 150 %, memory up to 812 MB, 4f1c2d9e with changes',
    );
  });

  it('leaves out what is not known, and tells a name that a person gave', () => {
    assert.equal(pastRunText(past('1'), texts), 'api, d0 t0, ended, 42 s');
    assert.equal(pastRunText(past('1', { name: 'before', outcome: 'lost' }), texts), 'before, d0 t0, not found, 42 s');
  });

  it('shows hostile names as they are, without control characters', () => {
    assert.equal(pastRunText(past('1', { name: '<b>\u202Ex\u0007' }), texts).includes('\u0007'), false);
  });
});
