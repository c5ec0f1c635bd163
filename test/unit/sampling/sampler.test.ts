import assert from 'node:assert/strict';
import { Sampler } from '../../../src/sampling/sampler';
import type { MetricName } from '../../../src/shared/metrics';
import type { ProcessInfo, Reading, Round } from '../../../src/shared/sample';
import type { MonitorStatus } from '../../../src/shared/state';
import { FakeClock } from '../../support/fakeClock';
import { FakeSource } from '../../support/sampling/fakeSource';

const ROOT: ProcessInfo = { pid: 10, startTimeMs: 100, parentPid: 1, name: 'node' };
const CHILD: ProcessInfo = { pid: 20, startTimeMs: 200, parentPid: 10, name: 'node' };
const GRANDCHILD: ProcessInfo = { pid: 30, startTimeMs: 300, parentPid: 20, name: 'sh' };

describe('Sampler', () => {
  let clock: FakeClock;
  let source: FakeSource;
  let rounds: Round[];
  let statuses: MonitorStatus[];
  let self: (readonly Reading[])[];
  let log: string[];
  let cpuSeconds: number;
  let onRound: (round: Round) => void;
  let sampler: Sampler;

  beforeEach(() => {
    clock = new FakeClock();
    source = new FakeSource(() => clock.nowMs());
    source.table = [ROOT, CHILD];
    rounds = [];
    statuses = [];
    self = [];
    log = [];
    cpuSeconds = 0;
    onRound = () => undefined;
    sampler = samplerAt(1000);
  });

  afterEach(() => {
    sampler.dispose();
    assert.equal(clock.pending, 0, 'a disposed sampler leaves no timer behind');
  });

  function samplerAt(intervalMs: number): Sampler {
    return new Sampler(
      {
        source,
        clock,
        cpuSeconds: () => cpuSeconds,
        droppedSamples: () => 7,
        log: (message) => log.push(message),
        onRound: (round) => {
          rounds.push(round);
          onRound(round);
        },
        onStatus: (status) => statuses.push(status),
        onSelf: (_timeMs, readings) => self.push(readings),
      },
      intervalMs,
    );
  }

  function pidsOf(round: Round | undefined): number[] | undefined {
    return round?.processes.map(({ process }) => process.pid);
  }

  function selfValue(metric: MetricName, tick = -1): number | undefined {
    return self.at(tick)?.find((reading) => reading.metric === metric)?.value;
  }

  describe('rounds', () => {
    it('hold all living processes of the tree, at once and then at each interval', async () => {
      sampler.watch('s', [ROOT]);
      await clock.advance(2000);
      assert.deepEqual(rounds.map(pidsOf), [
        [10, 20],
        [10, 20],
        [10, 20],
      ]);
      assert.deepEqual(
        rounds.map(({ timeMs }) => timeMs - (rounds[0]?.timeMs ?? 0)),
        [0, 1000, 2000],
      );
      assert.deepEqual(rounds[0]?.processes[1], {
        process: CHILD,
        timeMs: rounds[0]?.timeMs,
        readings: [{ metric: 'process.cpu.time', attributes: '', value: 20 }],
        standing: 'running',
      });
    });

    it('gain a child that starts and lose a process that exits', async () => {
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      source.table = [ROOT, CHILD, GRANDCHILD];
      await clock.advance(1000);
      source.table = [ROOT, { ...GRANDCHILD, parentPid: 1 }];
      await clock.advance(1000);
      assert.deepEqual(rounds.map(pidsOf), [
        [10, 20],
        [10, 20, 30],
        [10, 30],
      ]);
      assert.deepEqual(source.released, [20]);
    });

    it('lose a process that exits between list and read, and do not read it again from a stale table', async () => {
      sampler.watch('s', [ROOT]);
      source.answers.set(20, 'gone');
      await clock.advance(2000);
      assert.deepEqual(rounds.map(pidsOf), [[10], [10], [10]]);
      assert.deepEqual(source.reads, [[10, 20], [10], [10]]);
      assert.deepEqual(source.released, [20]);
    });

    it('are empty once everything has exited', async () => {
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      source.table = [];
      source.answers.set(10, 'gone');
      await clock.advance(4000);
      assert.deepEqual(rounds.map(pidsOf), [[10, 20], [], [], [], []]);
      assert.deepEqual(source.reads, [[10, 20], [10], [], [], []]);
    });

    it('hold a root that the table does not know yet', async () => {
      source.table = [];
      source.names.set(10, 'node server.js');
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      assert.deepEqual(rounds[0]?.processes[0]?.process, { ...ROOT, parentPid: 0, name: 'node server.js' });
    });

    it('keep a process that may not be read, without readings, and say so once', async () => {
      source.answers.set(20, 'failed');
      sampler.watch('s', [ROOT]);
      await clock.advance(2000);
      assert.deepEqual(rounds.map(pidsOf), [
        [10, 20],
        [10, 20],
        [10, 20],
      ]);
      assert.deepEqual(rounds[2]?.processes[1]?.readings, []);
      assert.equal(log.length, 1);
      assert.match(log[0] ?? '', /20@200.*no access/);
    });

    it("leave the debugger's helpers out, but not their children, nor a root of that name", async () => {
      source.table = [ROOT, CHILD, GRANDCHILD];
      source.names.set(10, 'node watchdog.js').set(20, 'node watchdog.js');
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      assert.deepEqual(rounds.map(pidsOf), [[10, 30]]);
      assert.deepEqual(source.reads, [[10, 30]]);
    });

    it('carry a new name after a process has started another program', async () => {
      source.names.set(20, 'node server.js');
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      source.names.set(20, 'node job.js');
      await clock.advance(1000);
      source.names.set(20, 'sleep');
      await clock.advance(1000);
      source.table = [ROOT, { ...CHILD, name: 'sleep' }];
      await clock.advance(1000);
      const names = rounds.map((round) => round.processes[1]?.process.name);
      assert.deepEqual(names, ['node server.js', 'node job.js', 'node job.js', 'sleep']);
    });
  });

  describe('sessions', () => {
    it('that share a process read it once', async () => {
      sampler.watch('a', [ROOT]);
      sampler.watch('b', [CHILD]);
      await clock.advance(0);
      assert.deepEqual(source.reads, [[10, 20]]);
      assert.deepEqual(
        rounds.map((round) => [round.sessionId, pidsOf(round)]),
        [
          ['a', [10, 20]],
          ['b', [20]],
        ],
      );
    });

    it('keep what they share when one of them ends', async () => {
      sampler.watch('a', [ROOT]);
      sampler.watch('b', [CHILD]);
      await clock.advance(0);
      sampler.unwatch('a');
      await clock.advance(1000);
      assert.deepEqual(source.released, [10]);
      assert.deepEqual(pidsOf(rounds.at(-1)), [20]);
    });

    it('without a root wait, without a timer or a read, until one is added', async () => {
      sampler.watch('a', []);
      sampler.addRoot('unknown', ROOT);
      assert.equal(clock.pending, 0);
      await clock.advance(5000);
      assert.equal(source.lists, 0);
      sampler.addRoot('a', ROOT);
      await clock.advance(0);
      assert.deepEqual(rounds.map(pidsOf), [[10, 20]]);
    });

    it('get no round after they were unwatched, not even the one that is on its way', async () => {
      let finish: () => void = () => undefined;
      source.onRead = () => new Promise((resolve) => (finish = resolve));
      sampler.watch('a', [ROOT]);
      await clock.advance(0);
      sampler.unwatch('a');
      finish();
      await clock.advance(5000);
      assert.deepEqual(rounds, []);
      assert.equal(source.lists, 1);
    });

    it('ended while they were looked at leave nothing behind either', async () => {
      let finish: () => void = () => undefined;
      source.onList = () => new Promise((resolve) => (finish = resolve));
      sampler.watch('a', [ROOT]);
      await clock.advance(0);
      sampler.unwatch('a');
      finish();
      await clock.advance(0);
      assert.deepEqual(source.released.sort(), source.reads.flat().sort());
      assert.equal(source.reads.length, 1);
    });

    it('all ended leave nothing behind', async () => {
      sampler.watch('a', [ROOT]);
      await clock.advance(1000);
      sampler.unwatch('a');
      assert.equal(clock.pending, 0);
      assert.deepEqual(source.released.sort(), [10, 20]);
    });
  });

  describe('trouble', () => {
    it('a rejected list ends neither the sampling nor anything else, and is logged once', async () => {
      source.onList = () => Promise.reject(new Error('no table'));
      sampler.watch('s', [ROOT]);
      await clock.advance(2000);
      assert.equal(rounds.length, 0);
      assert.deepEqual(log, ['Sampling failed and goes on: no table']);
      assert.equal(selfValue('process_monitor.round.duration'), undefined);
      source.onList = () => Promise.resolve();
      await clock.advance(1000);
      assert.deepEqual(rounds.map(pidsOf), [[10, 20]]);
      assert.equal(log.at(-1), 'Sampling works again.');
    });

    it('a rejected read is survived as well', async () => {
      source.onRead = () => Promise.reject(new Error('broken'));
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      source.onRead = () => Promise.resolve();
      await clock.advance(1000);
      assert.equal(rounds.length, 1);
    });

    it('a listener that throws takes no other session with it', async () => {
      onRound = ({ sessionId }) => {
        if (sessionId === 'a') throw new Error('listener bug');
      };
      sampler.watch('a', [ROOT]);
      sampler.watch('b', [CHILD]);
      await clock.advance(1000);
      assert.deepEqual(
        rounds.map(({ sessionId }) => sessionId),
        ['a', 'b', 'a', 'b'],
      );
      assert.match(log[0] ?? '', /listener bug/);
    });

    it('a source that hangs is shown within three intervals, and forgotten when it answers', async () => {
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      let finish: () => void = () => undefined;
      source.onRead = () => new Promise((resolve) => (finish = resolve));
      await clock.advance(2999);
      assert.equal(sampler.status().stalled, false);
      const before = statuses.length;
      await clock.advance(1);
      assert.equal(sampler.status().stalled, true);
      assert.equal(statuses.length, before + 1);
      assert.equal(statuses.at(-1)?.stalled, true);
      source.onRead = () => Promise.resolve();
      finish();
      await clock.advance(1000);
      assert.equal(sampler.status().stalled, false);
      assert.equal(statuses.at(-1)?.stalled, false);
    });

    it('a source that never answers is given up after 30 s, and tried again', async () => {
      source.onList = () => new Promise(() => undefined);
      sampler.watch('s', [ROOT]);
      await clock.advance(29_999);
      assert.equal(source.lists, 1);
      source.onList = () => Promise.resolve();
      await clock.advance(1001);
      assert.equal(rounds.length, 1);
      assert.match(log[0] ?? '', /no answer within 30 s/);
      assert.equal(sampler.status().stalled, false);
    });

    it('slow rounds do not overlap, and those left out are counted', async () => {
      source.onRead = () => new Promise((resolve) => clock.schedule(1500, resolve));
      sampler.watch('s', [ROOT]);
      await clock.advance(6000);
      assert.equal(rounds.length, 3);
      assert.equal(source.lists, 4);
      assert.equal(sampler.status().skippedRounds, 3);
      assert.equal(selfValue('process_monitor.round.duration'), 1.5);
      source.onRead = () => Promise.resolve();
      await clock.advance(2000);
    });
  });

  describe('the interval', () => {
    it("is the larger of the one asked for and the source's minimum", () => {
      source.minIntervalMs = 5000;
      sampler.setIntervalMs(1000);
      const { intervalMs, requestedIntervalMs, slowedBy } = sampler.status();
      assert.deepEqual([intervalMs, requestedIntervalMs, slowedBy], [5000, 1000, 'sourceMinimum']);
      assert.deepEqual(statuses.at(-1), sampler.status());
    });

    it('changes while it samples', async () => {
      sampler.watch('s', [ROOT]);
      await clock.advance(1000);
      sampler.setIntervalMs(200);
      await clock.advance(1000);
      assert.equal(rounds.length, 2 + 5);
    });

    it('stays within 100 ms and a minute', () => {
      sampler.setIntervalMs(1);
      assert.equal(sampler.status().intervalMs, 100);
      sampler.setIntervalMs(1e9);
      assert.equal(sampler.status().intervalMs, 60_000);
    });

    it('counts what is spent on showing between two rounds', async () => {
      const show = (): string => {
        cpuSeconds += 0.004;
        return 'shown';
      };
      sampler.watch('s', [ROOT]);
      for (let second = 0; second < 10; second++) {
        await clock.advance(1000);
        assert.equal(sampler.measure(show), 'shown');
      }
      assert.ok(Math.abs((sampler.status().costCores ?? 0) - 0.004) < 1e-9);
      await clock.advance(1000);
      assert.ok(Math.abs((selfValue('process_monitor.cpu.time') ?? 0) - 0.04) < 1e-9);
    });

    it('counts what the source spends in threads of its own', async () => {
      source.onRead = () => {
        source.offThreadSeconds += 0.005;
        return Promise.resolve();
      };
      sampler.watch('s', [ROOT]);
      await clock.advance(10_000);
      assert.ok(Math.abs((sampler.status().costCores ?? 0) - 0.005) < 1e-9);
      assert.ok(Math.abs((selfValue('process_monitor.cpu.time') ?? 0) - 11 * 0.005) < 1e-9);
    });

    it('is not stretched for what was spent while nothing was watched', async () => {
      sampler.watch('s', [ROOT]);
      await clock.advance(5000);
      sampler.unwatch('s');
      sampler.measure(() => (cpuSeconds += 10));
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      assert.equal(sampler.status().costCores, 0);
    });

    it('doubles when the rounds cost more than 1 % of a core after the first minute, and comes back', async () => {
      onRound = () => (cpuSeconds += 0.015);
      sampler.watch('s', [ROOT]);
      await clock.advance(60_000);
      assert.equal(sampler.status().intervalMs, 1000);
      await clock.advance(5000);
      assert.equal(sampler.status().intervalMs, 2000);
      assert.equal(sampler.status().slowedBy, 'ownCost');
      await clock.advance(2000);
      assert.ok(Math.abs((sampler.status().costCores ?? 0) - 0.0075) < 1e-9);
      onRound = () => (cpuSeconds += 0.001);
      await clock.advance(60_000);
      assert.equal(sampler.status().intervalMs, 1000);
      assert.equal(sampler.status().slowedBy, undefined);
    });

    it('does not slow down what is watched after all that was dear has ended', async () => {
      onRound = () => (cpuSeconds += 0.04);
      sampler.watch('s', [ROOT]);
      await clock.advance(5000);
      assert.equal(sampler.status().intervalMs, 2000);
      sampler.unwatch('s');
      onRound = () => undefined;
      sampler.watch('t', [ROOT]);
      assert.equal(sampler.status().intervalMs, 1000);
      assert.equal(sampler.status().slowedBy, undefined);
    });
  });

  describe('its own metrics', () => {
    it('tell cost, delay, last success, skipped rounds and dropped samples in base units', async () => {
      onRound = () => (cpuSeconds += 0.002);
      sampler.watch('s', [ROOT]);
      await clock.advance(1500);
      await clock.block(750);
      const expected: Partial<Record<MetricName, number>> = {
        'process_monitor.cpu.time': 0.006,
        'process_monitor.eventloop.delay': 0.25,
        'process_monitor.round.duration': 0,
        'process_monitor.round.last_success': clock.nowMs() / 1000,
        'process_monitor.rounds.skipped': 0,
        'process_monitor.samples.dropped': 7,
      };
      assert.deepEqual(Object.fromEntries((self.at(-1) ?? []).map(({ metric, value }) => [metric, value])), expected);
      assert.equal(sampler.status().lastRoundMs, clock.nowMs());
      assert.equal(sampler.status().droppedSamples, 7);
    });

    it('leave out what is not known before the first success', async () => {
      source.onList = () => Promise.reject(new Error('no table'));
      sampler.watch('s', [ROOT]);
      await clock.advance(0);
      assert.equal(selfValue('process_monitor.round.last_success'), undefined);
      assert.equal('lastRoundMs' in sampler.status(), false);
      assert.equal('costCores' in sampler.status(), false);
    });
  });
});
