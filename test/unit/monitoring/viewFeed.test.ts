import assert from 'node:assert/strict';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import { ViewFeed } from '../../../src/monitoring/viewFeed';
import { decodeHostMessage } from '../../../src/shared/decodeMessage';
import type { AppendMessage, ViewMessage, SeriesData, SnapshotMessage } from '../../../src/shared/protocol';
import { processKey, type ProcessInfo } from '../../../src/shared/sample';
import type { PastRunOutline } from '../../../src/shared/pastRunOutline';
import type { Session } from '../../../src/shared/state';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';
import { MONITOR_STATUS } from '../../support/monitorStatus';

const program = processInfo(10, 1, T0);

/** A hub with sessions that run one program each, told in seconds after `T0`. */
class World {
  readonly hub = new MonitorHub();
  readonly feed = new ViewFeed(this.hub);

  begin(id: string, second = 0): this {
    this.hub.begin({ id, name: id, type: 'pwa-node', startedAtMs: T0 + second * 1000 });
    this.hub.ingest(id, { kind: 'target', timeMs: T0 + second * 1000, process: program, debuggee: 'd' });
    return this;
  }

  round(id: string, second: number, bytes: number): this {
    const timeMs = T0 + second * 1000;
    const values = { 'process.cpu.time': second / 2, 'process.memory.usage': bytes };
    this.hub.ingest(id, { ...roundOf(timeMs, sampleOf(program, timeMs, values)), sessionId: id });
    return this;
  }

  end(id: string, second: number): this {
    this.hub.ingest(id, { kind: 'ended', timeMs: T0 + second * 1000, requested: true });
    return this;
  }

  snapshot(second: number): SnapshotMessage {
    return this.feed.snapshot(undefined, T0 + second * 1000, MONITOR_STATUS);
  }

  append(second: number): ViewMessage {
    return this.feed.append(T0 + second * 1000, MONITOR_STATUS);
  }
}

function memory(message: ViewMessage): readonly number[] {
  const isMemory = ({ metric }: SeriesData): boolean => metric === 'process.memory.usage';
  return [...(message.series.find(isMemory)?.values ?? [])];
}

describe('ViewFeed', () => {
  it('has no view while nothing is monitored', () => {
    const message = new World().snapshot(0);
    assert.deepEqual(message.sessions, []);
    assert.equal('view' in message, false);
  });

  it('tells all once and then only what is new', () => {
    const world = new World().begin('s').round('s', 1, 100).round('s', 2, 200);
    assert.deepEqual(memory(world.snapshot(2)), [100, 200]);
    world.round('s', 3, 300);
    assert.deepEqual(memory(world.append(3)), [300]);
    assert.deepEqual(memory(world.append(3)), []);
  });

  it('sends what its receiver can decode', () => {
    const world = new World().begin('s').round('s', 1, 100).round('s', 2, 200);
    for (const message of [world.snapshot(2), world.round('s', 3, 1).append(3)]) {
      assert.deepEqual(decodeHostMessage(message), { ok: true, value: message });
    }
  });

  it('tells of sessions only when they have changed', () => {
    const world = new World().begin('s').round('s', 1, 100);
    world.snapshot(1);
    assert.equal('sessions' in world.round('s', 2, 100).append(2), false);
    world.hub.ingest('s', { kind: 'paused', timeMs: T0 + 2500, debuggee: 'd', reason: '' });
    const append = world.append(3) as AppendMessage;
    assert.equal(append.sessions?.[0]?.state, 'paused');
  });

  it('tells of those sessions only that have changed, however many there are', () => {
    const world = new World();
    for (let i = 0; i < 200; i += 1) world.begin(`old ${i}`).end(`old ${i}`, 1);
    world.begin('now', 2).snapshot(2);
    world.hub.ingest('now', { kind: 'paused', timeMs: T0 + 2500, debuggee: 'd', reason: '' });
    const append = world.append(3) as AppendMessage;
    assert.deepEqual(
      append.sessions?.map(({ id }) => id),
      ['now'],
    );
  });

  it('tells of those processes only whose values have changed, and of each that has gone', () => {
    const idle = processInfo(11, 10, T0);
    const world = new World().begin('s');
    const round = (second: number, ...processes: readonly (readonly [ProcessInfo, number])[]): AppendMessage => {
      const timeMs = T0 + second * 1000;
      const samples = processes.map(([process, bytes]) =>
        sampleOf(process, timeMs, { 'process.memory.usage': bytes, 'process.uptime': second }),
      );
      world.hub.ingest('s', { ...roundOf(timeMs, ...samples), sessionId: 's' });
      return world.append(second) as AppendMessage;
    };
    world.snapshot(0);
    const rowOf = (process: ProcessInfo, bytes: number) => ({
      key: processKey(process),
      values: { 'process.memory.usage': bytes },
    });
    assert.deepEqual(round(1, [program, 1], [idle, 7]).processes, [rowOf(program, 1), rowOf(idle, 7)]);
    assert.deepEqual(round(2, [program, 2], [idle, 7]).processes, [rowOf(program, 2)]);
    assert.equal('processes' in round(3, [program, 2], [idle, 7]), false);
    assert.deepEqual(round(4, [program, 2]).processes, [{ key: processKey(idle), values: {} }]);
  });

  it('begins with the newest session that runs', () => {
    const world = new World().begin('old').begin('new', 5).begin('ended', 6).end('ended', 7);
    const message = world.snapshot(8);
    assert.equal(message.view?.sessionId, 'new');
  });

  it('goes on to a new session when the one in view has ended, and not before', () => {
    const world = new World().begin('one').round('one', 1, 100);
    world.snapshot(1);
    world.begin('two', 2);
    assert.equal(world.append(2).type, 'append');
    world.end('one', 3);
    assert.equal(world.append(3).type, 'append');
    const message = world.begin('three', 4).append(4);
    assert.equal(message.type === 'snapshot' && message.view?.sessionId, 'three');
  });

  it('shows the last window of a session that has ended', () => {
    const world = new World().begin('s');
    for (let second = 1; second <= 600; second += 1) world.round('s', second, second);
    world.end('s', 600);
    const view = { sessionId: 's', window: 60_000 } as const;
    const values = memory(world.feed.snapshot(view, T0 + 4_000_000, MONITOR_STATUS));
    assert.equal(values.at(0), 540);
    assert.equal(values.at(-1), 600);
  });

  it('falls back to another session when the one asked for is not there', () => {
    const world = new World().begin('s');
    const message = world.feed.snapshot({ sessionId: 'gone', process: '1@2', window: 60_000 }, T0, MONITOR_STATUS);
    assert.deepEqual(message.view, { sessionId: 's', window: 60_000 });
  });

  it('shows one process alone when asked to', () => {
    const world = new World().begin('s').round('s', 1, 100).round('s', 2, 200);
    const view = { sessionId: 's', process: `10@${T0}`, window: 60_000 } as const;
    const message = world.feed.snapshot(view, T0 + 2000, MONITOR_STATUS);
    assert.deepEqual(memory(message), [100, 200]);
    assert.equal(
      message.series.some(({ metric }) => metric === 'process.count'),
      false,
    );
  });

  it('computes statistics over the window and over the run, and not at every tick', () => {
    const world = new World().begin('s');
    for (let second = 1; second <= 120; second += 1) world.round('s', second, second);
    const message = world.feed.snapshot({ sessionId: 's', window: 60_000 }, T0 + 120_000, MONITOR_STATUS);
    const row = message.statistics.find(({ metric }) => metric === 'process.memory.usage');
    assert.equal(row?.window?.min, 60);
    assert.equal(row.run?.min, 1);
    assert.equal('statistics' in world.append(121), false);
    assert.equal('statistics' in world.append(122), true);
  });

  it('has a row of what was dropped only once something was', () => {
    const world = new World().begin('a');
    const dropped = (second: number, count: number): number | undefined => {
      const timeMs = T0 + second * 1000;
      const values = { 'process_monitor.agent.dropped': count };
      world.hub.ingest('a', { ...roundOf(timeMs, sampleOf(program, timeMs, values)), sessionId: 'a' });
      const { statistics } = world.snapshot(second);
      return statistics.find(({ metric }) => metric === 'process_monitor.agent.dropped')?.run?.sum;
    };
    dropped(0, 0);
    assert.equal(dropped(1, 0), undefined);
    assert.equal(dropped(2, 5), 5);
  });

  it('computes statistics once more when the session ends', () => {
    const world = new World().begin('s').round('s', 1, 100);
    world.snapshot(1);
    const message = world.round('s', 1.5, 300).end('s', 1.6).append(1.7);
    const row = message.statistics?.find(({ metric }) => metric === 'process.memory.usage');
    assert.equal(row?.run?.max, 300);
    assert.equal('statistics' in world.append(1.8), false);
  });

  describe('with a chosen span', () => {
    const secondsOf = (message: ViewMessage): readonly number[] =>
      [...(message.series.find(({ metric }) => metric === 'process.memory.usage')?.times ?? [])].map(
        (timeMs) => (timeMs - T0) / 1000,
      );
    const spanOf = (from: number, to: number) => ({ fromMs: T0 + from * 1000, toMs: T0 + to * 1000 });

    function worldOf(seconds: number): World {
      const world = new World().begin('s');
      for (let second = 1; second <= seconds; second++) world.round('s', second, second);
      return world;
    }

    it('tells what lies in it and a little on either side, and adds nothing to it', () => {
      const world = worldOf(60);
      const view = { sessionId: 's', window: 60_000, range: spanOf(20, 30) } as const;
      const message = world.feed.snapshot(view, T0 + 60_000, MONITOR_STATUS);
      assert.deepEqual(message.view, view);
      const seconds = secondsOf(message);
      assert.deepEqual([seconds[0], seconds.at(-1)], [15, 35]);
      const memoryRow = message.statistics.find(({ metric }) => metric === 'process.memory.usage');
      assert.ok(memoryRow);
      assert.equal(memoryRow.window?.count, 11);
      assert.equal(memoryRow.run?.count, 60);
      world.round('s', 61, 61);
      assert.deepEqual(world.append(61).series, []);
    });

    it('tells single samples where the whole run was told by extremes', () => {
      const world = worldOf(3_000);
      const whole = world.feed.snapshot({ sessionId: 's', window: 'all' }, T0 + 3_000_000, MONITOR_STATUS);
      assert.ok(memory(whole).length <= 1_200);
      const range = spanOf(1_000, 1_100);
      const fine = world.feed.snapshot({ sessionId: 's', window: 'all', range }, T0 + 3_000_000, MONITOR_STATUS);
      assert.equal(secondsOf(fine).filter((second) => second >= 1_000 && second <= 1_100).length, 101);
    });

    it('stays with it when a new run begins, and lets it go with another session', () => {
      const world = worldOf(60);
      const range = spanOf(20, 30);
      world.feed.snapshot({ sessionId: 's', window: 60_000, range }, T0 + 60_000, MONITOR_STATUS);
      world.end('s', 61).begin('t', 62);
      assert.equal(world.append(62).type, 'append');
      const other = world.feed.snapshot({ sessionId: 'gone', window: 60_000, range }, T0 + 62_000, MONITOR_STATUS);
      assert.equal(other.view?.range, undefined);
    });
  });

  it('sends everything anew when a session has gone, and shows another where it was the one in view', () => {
    const world = new World().begin('live').round('live', 1, 100);
    const past = { ...world.snapshot(1).sessions[0], id: 'past:1', isPast: true, endedAtMs: T0 } as Session;
    world.hub.openPast(past, () => undefined);
    world.feed.snapshot({ sessionId: 'past:1', window: 'all' }, T0 + 2000, MONITOR_STATUS);
    world.hub.closePast('past:1');
    const message = world.append(3);
    assert.deepEqual(message.type === 'snapshot' && [message.view?.sessionId, message.sessions.map(({ id }) => id)], [
      'live',
      ['live'],
    ]);
  });

  it('tells which sessions have changed by their id, whatever place they have', () => {
    const world = new World().begin('a').begin('b');
    const past = { ...world.snapshot(0).sessions[0], id: 'past:1', isPast: true } as Session;
    world.hub.openPast(past, () => undefined);
    const message = world.append(1);
    assert.deepEqual(message.type === 'append' && message.sessions?.map(({ id }) => id), ['past:1']);
  });

  it('tells of past runs only when they have changed', () => {
    const run = {
      sessionId: 'past:1',
      name: 'n',
      configuration: 'c',
      startedAtMs: 1,
      endedAtMs: 2,
      outcome: 'ended',
    } as const;
    let runs: readonly PastRunOutline[] = [run];
    const feed = new ViewFeed(new World().begin('s').hub, () => runs);
    assert.deepEqual(feed.snapshot(undefined, T0, MONITOR_STATUS).pastRuns, [run]);
    assert.equal('pastRuns' in feed.append(T0 + 1, MONITOR_STATUS), false);
    runs = [];
    assert.deepEqual(feed.append(T0 + 2, MONITOR_STATUS).pastRuns, []);
  });
});
