import assert from 'node:assert/strict';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import { ViewFeed } from '../../../src/monitoring/viewFeed';
import { appendSeconds, CPU, rowsOf, SESSION } from '../../support/recordedRun';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';
import { MONITOR_STATUS } from '../../support/monitorStatus';

const PAST = { ...SESSION, id: 'past:1', isPast: true, state: 'ended', endedAtMs: T0 + 60_000 } as const;

describe('a run of an earlier time in the hub', () => {
  it('is looked at like any other, but is none of the sessions that are monitored', () => {
    const hub = new MonitorHub();
    hub.openPast(PAST, (store) => {
      appendSeconds(store, 0, 60);
    });
    assert.deepEqual(hub.sessions(), []);
    assert.equal(hub.series('past:1', { metric: 'process.cpu.time' })?.latest, 0.25);
    const snapshot = new ViewFeed(hub).snapshot({ sessionId: 'past:1', window: 'all' }, T0 + 1e9, MONITOR_STATUS);
    assert.equal(snapshot.view?.sessionId, 'past:1');
    assert.equal(snapshot.series.find(({ metric }) => metric === 'process.memory.usage')?.times.length, 60);
    hub.closePast('past:1');
    assert.deepEqual(hub.pastSessions(), []);
    assert.equal(hub.series('past:1', { metric: 'process.cpu.time' }), undefined);
  });

  it('stays shown under a new name, which the panel is told', () => {
    const hub = new MonitorHub();
    hub.openPast(PAST, (store) => {
      appendSeconds(store, 0, 60);
    });
    const feed = new ViewFeed(hub);
    feed.snapshot({ sessionId: 'past:1', window: 'all' }, T0 + 1e9, MONITOR_STATUS);
    hub.changePast('past:1', { name: 'before the fix' });
    hub.changePast('past:2', { name: 'nobody' });
    const told = feed.append(T0 + 1e9, MONITOR_STATUS);
    assert.ok(told.type === 'append');
    assert.deepEqual(
      told.sessions?.map(({ id, name, startedAtMs }) => ({ id, name, startedAtMs })),
      [{ id: 'past:1', name: 'before the fix', startedAtMs: PAST.startedAtMs }],
    );
    assert.equal(hub.series('past:1', { metric: 'process.cpu.time' })?.latest, 0.25);
  });

  it('shows values by whatever names they have', () => {
    const hub = new MonitorHub();
    hub.openPast(PAST, (store) => {
      store.series({ metric: 'app.value', attributes: 'name=queue' })?.append(T0, 3);
    });
    const { series } = new ViewFeed(hub).snapshot({ sessionId: 'past:1', window: 'all' }, T0 + 1e9, MONITOR_STATUS);
    assert.deepEqual(
      series.map(({ attributes }) => attributes),
      ['name=queue'],
    );
  });

  it('does not push a running session out of a fresh panel', () => {
    const hub = new MonitorHub();
    hub.begin({ id: 's', name: 'live', type: 'test', startedAtMs: T0 });
    hub.openPast(PAST, () => undefined);
    assert.equal(new ViewFeed(hub).snapshot(undefined, T0, MONITOR_STATUS).view?.sessionId, 's');
  });
});

describe('a session that was recorded before the window was reloaded', () => {
  it('goes on behind a gap, with the events and pauses of before', () => {
    const hub = new MonitorHub();
    const monitor = hub.begin({ id: 's', name: 'live', type: 'test', startedAtMs: T0 });
    appendSeconds(monitor.store, 0, 3);
    monitor.restore({ events: SESSION.events, pauses: [{ fromMs: T0 + 1_000 }] }, T0 + 60_000);
    const process = processInfo(7);
    hub.ingest('s', { kind: 'target', timeMs: T0 + 60_000, process, debuggee: 's' });
    for (const second of [61, 62]) {
      const timeMs = T0 + second * 1_000;
      hub.ingest('s', roundOf(timeMs, sampleOf(process, timeMs, { 'process.cpu.time': second })));
    }
    const session = monitor.session();
    assert.deepEqual(
      session.events.map(({ text }) => text),
      ['server started', 'Not watched for 58 s: the window was reloaded'],
    );
    assert.deepEqual(session.pauses, [{ fromMs: T0 + 1_000, toMs: T0 + 2_000 }]);
    const seconds = rowsOf(monitor.store, CPU).map(([second, value]) => (Number.isNaN(value) ? 'gap' : second));
    assert.deepEqual(seconds, [0, 1, 2, 'gap', 61, 62]);
  });
});
