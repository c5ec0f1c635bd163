import assert from 'node:assert/strict';
import type { Session, SessionEvent } from '../../../src/shared/state';
import { agentText, healthNoteText } from '../../../webview/healthNote';
import { healthSpans } from '../../../webview/healthSpans';
import { sessionWith } from './builders';

const event = (kind: SessionEvent['kind'], timeMs: number, text = ''): SessionEvent => ({ kind, timeMs, text });
const ALL = { fromMs: 0, toMs: 100_000 };

function spansOf(fields: Partial<Session>, range = ALL, nowMs = 100_000): readonly string[] {
  return healthSpans(sessionWith(fields), range, nowMs).map(({ state, fromMs, toMs }) => `${state} ${fromMs}-${toMs}`);
}

describe('the lane of health', () => {
  it('is empty where nobody has asked', () => {
    assert.deepEqual(spansOf({ events: [event('started', 0)], pauses: [{ fromMs: 1, toMs: 2 }] }), []);
  });

  it('has a span from each change to the next, with pauses cut out', () => {
    const events = [event('healthy', 10_000), event('unhealthy', 50_000, 'no'), event('healthUnknown', 80_000)];
    const pauses = [
      { fromMs: 5_000, toMs: 12_000 },
      { fromMs: 40_000, toMs: 55_000 },
    ];
    assert.deepEqual(spansOf({ events, pauses }), [
      'paused 10000-12000',
      'healthy 12000-40000',
      'paused 40000-55000',
      'unhealthy 55000-80000',
      'unknown 80000-100000',
    ]);
    assert.deepEqual(spansOf({ events, pauses }, { fromMs: 30_000, toMs: 45_000 }), [
      'healthy 30000-40000',
      'paused 40000-45000',
    ]);
    const [span] = healthSpans(sessionWith({ events: [event('unhealthy', 0, 'no answer')] }), ALL, 5_000);
    assert.equal(span?.text, 'Unhealthy for 5 s: no answer');
  });
});

describe('the note of health in the header', () => {
  it('says why a program is not well, and whether it reports from inside', () => {
    const check = { state: 'unhealthy', sinceMs: 0, text: 'port 80 is not listened on' } as const;
    assert.equal(healthNoteText(sessionWith({ check })), 'Unhealthy: port 80 is not listened on');
    assert.equal(healthNoteText(sessionWith({ check: { ...check, state: 'healthy' } })), 'Healthy');
    assert.equal(healthNoteText(sessionWith({ check: { ...check, state: 'paused' } })), 'Health check paused');
    assert.equal(healthNoteText(sessionWith({})), undefined);
    assert.equal(agentText(sessionWith({ agent: 'absent' }))?.text, 'agent not there');
    assert.equal(agentText(sessionWith({})), undefined);
  });
});
