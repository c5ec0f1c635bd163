import assert from 'node:assert/strict';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import { ViewFeed } from '../../../src/monitoring/viewFeed';
import { decodeHostMessage } from '../../../src/shared/decodeMessage';
import type { Diagnosis } from '../../../src/shared/diagnosis';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';
import { MONITOR_STATUS } from '../../support/monitorStatus';

const program = processInfo(10, 1, T0);

/** A hub with a program that keeps a core busy, from one second to another. */
function computes(hub: MonitorHub, fromSecond: number, toSecond: number): void {
  for (let second = fromSecond; second <= toSecond; second++) {
    const timeMs = T0 + second * 1000;
    const values = { 'process.cpu.time': second, 'process.memory.usage': 1e6 };
    hub.ingest('s', { ...roundOf(timeMs, sampleOf(program, timeMs, values)), sessionId: 's' });
  }
}

describe('the diagnosis in the panel', () => {
  const at = (second: number): number => T0 + second * 1000;
  let hub: MonitorHub;
  let feed: ViewFeed;

  beforeEach(() => {
    hub = new MonitorHub();
    feed = new ViewFeed(hub);
    hub.begin({ id: 's', name: 's', type: 'pwa-node', startedAtMs: T0 });
    hub.ingest('s', { kind: 'target', timeMs: T0, process: program, debuggee: 'd' });
  });

  const appended = (second: number): Diagnosis | undefined => {
    const message = feed.append(at(second), MONITOR_STATUS);
    assert.deepEqual(decodeHostMessage(message), { ok: true, value: message });
    return message.diagnosis;
  };
  const kinds = (diagnosis: Diagnosis | undefined): readonly string[] | undefined =>
    diagnosis?.verdicts.map(({ kind }) => kind);

  it('is there from the start, and renewed every ten seconds', () => {
    assert.deepEqual(kinds(feed.snapshot(undefined, at(1), MONITOR_STATUS).diagnosis), ['notEnoughData']);
    computes(hub, 1, 30);
    assert.equal(appended(9), undefined);
    assert.deepEqual(kinds(appended(30)), ['cpuBound']);
    assert.equal(appended(35), undefined);
  });

  it('is renewed at once when the run ends, and then stays', () => {
    feed.snapshot(undefined, at(1), MONITOR_STATUS);
    computes(hub, 1, 30);
    hub.ingest('s', { kind: 'ended', timeMs: at(5), requested: true });
    assert.ok(appended(5));
    assert.equal(appended(6), undefined);
  });

  it('is of the span that is shown', () => {
    computes(hub, 1, 60);
    const range = { fromMs: at(20), toMs: at(25) };
    const { diagnosis } = feed.snapshot({ sessionId: 's', window: 300_000, range }, at(60), MONITOR_STATUS);
    assert.deepEqual({ ...diagnosis, verdicts: kinds(diagnosis) }, { ...range, verdicts: ['notEnoughData'] });
  });

  it('is not there where there is no session', () => {
    assert.equal('diagnosis' in new ViewFeed(new MonitorHub()).snapshot(undefined, at(0), MONITOR_STATUS), false);
  });
});
