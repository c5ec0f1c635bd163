import assert from 'node:assert/strict';
import type { MonitorStatus, Session } from '../../src/shared/state';
import { statusText, type StatusBarContent } from '../../src/vscode/statusBarText';
import { statusTooltip } from '../../src/vscode/statusBarTooltip';
import { processInfo, T0 } from '../support/rounds';
import { MONITOR_STATUS } from '../support/monitorStatus';

function content(changes: Partial<Session>, processes = 1, status: Partial<MonitorStatus> = {}): StatusBarContent {
  const session: Session = {
    id: 's',
    name: 'api',
    type: 'node',
    state: 'running',
    startedAtMs: T0,
    processes: Array.from({ length: processes }, (_, i) => ({
      ...processInfo(10 + i),
      depth: 0,
      alive: true,
      paused: false,
    })),
    pauses: [],
    events: [],
    alerts: [],
    health: 'ok',
    ...changes,
  };
  const values = { 'process.cpu.time': 0.5, 'process.memory.usage': 50e6 };
  return { session, values, others: 0, monitor: { ...MONITOR_STATUS, ...status }, nowMs: T0 + 60_000 };
}

describe('the status bar in the real extension host', () => {
  it('says how the run is where that says more than its state', () => {
    assert.match(statusText(content({})), /50 %.*50 MB.*running$/);
    assert.match(statusText(content({ health: 'warning' })), /warning$/);
    assert.match(statusText(content({ state: 'paused', health: 'paused' })), /paused$/);
  });

  it('does not pass off old values as new while sampling stalls', () => {
    assert.match(statusText(content({}, 1, { stalled: true })), /stalled$/);
    assert.match(statusText(content({ state: 'paused' }, 1, { stalled: true })), /paused$/);
  });

  it('guards itself against what a name may hold', () => {
    const ended = content({ name: `$(trash)${'x'.repeat(100)}`, state: 'ended', endedAtMs: T0 });
    const text = statusText(ended);
    assert.doesNotMatch(text, /\$\(trash\)/);
    assert.ok(text.length < 60, text);
    assert.doesNotMatch(statusTooltip(ended).value, /(?<!\\)\$\(trash\)/);
  });

  it('counts processes as people do, and says how long it still learns', () => {
    assert.match(statusTooltip(content({})).value, /1(?: |&nbsp;)process(?!es)/);
    assert.match(statusTooltip(content({}, 2)).value, /2(?: |&nbsp;)processes/);
    assert.match(statusTooltip(content({ learningMs: 40_000 })).value, /Learning.*40(?: |&nbsp;)s/);
  });
});
