import assert from 'node:assert/strict';
import { SessionMonitor } from '../../../src/monitoring/sessionMonitor';
import type { SessionInput } from '../../../src/monitoring/sessionInput';
import { statisticsOf } from '../../../src/series/statistics';
import { StoreBudget } from '../../../src/series/storeBudget';
import { drawn } from '../../../src/series/drawn';
import type { MetricName } from '../../../src/shared/metrics';
import { processKey, type ProcessInfo } from '../../../src/shared/sample';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';

const program = processInfo(10, 1, T0);

/** A monitored session that is told things at seconds after `T0`. */
class Told {
  readonly monitor = new SessionMonitor(
    { id: 's', name: 'api', type: 'pwa-node', startedAtMs: T0 },
    new StoreBudget().openSession('s'),
  );

  /** The sampling interval in force, milliseconds. */
  intervalMs = 1000;

  input(input: SessionInput): this {
    this.monitor.ingest(input, this.intervalMs);
    return this;
  }

  target(process: ProcessInfo, debuggee = 'd', second = 0): this {
    return this.input({ kind: 'target', timeMs: T0 + second * 1000, process, debuggee });
  }

  paused(second: number, debuggee = 'd'): this {
    return this.input({ kind: 'paused', timeMs: T0 + second * 1000, debuggee, reason: 'breakpoint' });
  }

  continued(second: number, debuggee = 'd'): this {
    return this.input({ kind: 'continued', timeMs: T0 + second * 1000, debuggee });
  }

  /** One round: each process with the CPU seconds and bytes that it tells. */
  round(second: number, ...values: readonly (readonly [ProcessInfo, number, number])[]): this {
    const timeMs = T0 + second * 1000;
    const samples = values.map(([process, cpu, bytes]) =>
      sampleOf(process, timeMs, { 'process.cpu.time': cpu, 'process.memory.usage': bytes }),
    );
    return this.input(roundOf(timeMs, ...samples));
  }

  line(metric: MetricName, process?: ProcessInfo): string {
    const key = process === undefined ? {} : { process: processKey(process) };
    const series = this.monitor.store.find({ ...key, metric, attributes: '' });
    if (series === undefined) return '';
    const { times, values } = drawn(series, -Infinity, Infinity, 1000);
    return [...values].map((v, i) => `${((times[i] ?? 0) - T0) / 1000}:${Number.isNaN(v) ? '_' : v}`).join(' ');
  }

  get state(): string {
    return this.monitor.session().state;
  }
}

describe('SessionMonitor', () => {
  describe('proportional memory', () => {
    const child = processInfo(20, 10, T0);
    const told = (unreadable: readonly string[]): Told =>
      new Told()
        .target(program)
        .round(1, [program, 0, 1], [child, 0, 1])
        .input({
          kind: 'measured',
          timeMs: T0 + 1500,
          memory: {
            sessionId: 's',
            timeMs: T0 + 1500,
            processes: [program, child].map((process) => ({ key: processKey(process), bytes: process.pid * 100 })),
            unreadable,
          },
        });

    it('is kept for each process and for the tree, at its own time', () => {
      const session = told([]);
      assert.equal(session.line('process.memory.pss', program), '1.5:1000');
      assert.equal(session.line('process.memory.pss'), '1.5:3000');
    });

    it('is not known of a tree in which one process could not be read', () => {
      const session = told(['sudo']);
      assert.equal(session.line('process.memory.pss', child), '1.5:2000');
      assert.equal(session.line('process.memory.pss'), '');
    });
  });

  it('tells how it was started, where that is said', () => {
    const facts = { id: 's', name: 'api', type: 'x', startedAtMs: T0, startText: 'api started in its own way' };
    const { events, ...session } = new SessionMonitor(facts, new StoreBudget().openSession('s')).session();
    assert.deepEqual(
      events.map(({ text }) => text),
      ['api started in its own way'],
    );
    assert.equal('startText' in session, false);
  });

  it('starts, runs once a process is found, and ends', () => {
    const told = new Told();
    assert.equal(told.state, 'starting');
    assert.equal(told.target(program).state, 'running');
    told.input({ kind: 'ended', timeMs: T0 + 5000, requested: false });
    assert.equal(told.state, 'ended');
    assert.equal(told.monitor.session().endedAtMs, T0 + 5000);
  });

  it('goes on behind a gap when it is taken up again after its end, and forgets how it had ended', () => {
    const told = new Told().target(program).round(1, [program, 1, 100]).round(2, [program, 1.5, 100]);
    told.input({ kind: 'exited', timeMs: T0 + 2500, exitCode: 3 });
    told.input({ kind: 'ended', timeMs: T0 + 3000, requested: false });
    assert.equal(told.state, 'crashed');
    told.target(program, 'd', 20).round(21, [program, 2, 100]).round(22, [program, 3, 100]);
    const { state, exitCode, reason, endedAtMs, processes, events } = told.monitor.session();
    assert.deepEqual([state, exitCode, reason, endedAtMs], ['running', undefined, undefined, undefined]);
    assert.deepEqual(
      processes.map(({ pid, alive }) => [pid, alive]),
      [[10, true]],
    );
    assert.match(told.line('process.cpu.time', program), /^2:0\.5 2[.\d]*:_ 22:1$/);
    assert.equal(told.line('process.cpu.time'), '2:0.5 3:_ 22:1');
    assert.equal(told.monitor.store.endedAtMs, undefined);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['started', 'crashed', 'started'],
    );
    told.input({ kind: 'ended', timeMs: T0 + 23_000, requested: false });
    assert.equal(told.state, 'ended', 'the old exit code says nothing about the new end');
  });

  it('keeps each process and the total of the tree, counters as rates without a first value', () => {
    const child = processInfo(11, 10, T0);
    const told = new Told().target(program).round(1, [program, 1, 100], [child, 2, 50]);
    told.round(2, [program, 1.5, 110], [child, 3, 60]);
    assert.equal(told.line('process.cpu.time', program), '2:0.5');
    assert.equal(told.line('process.cpu.time'), '2:1.5');
    assert.equal(told.line('process.memory.usage'), '1:150 2:170');
    assert.equal(told.line('process.count'), '1:2 2:2');
    assert.deepEqual(
      told.monitor.rows().map((row) => row.values['process.cpu.time']),
      [0.5, 1],
    );
  });

  it('leaves out the time that a debugger held the program', () => {
    const told = new Told().target(program).round(1, [program, 1, 100]).round(2, [program, 2, 100]).paused(2.5);
    assert.equal(told.state, 'paused');
    told.round(3, [program, 2, 999]).round(4, [program, 2, 999]).continued(4.5);
    assert.equal(told.state, 'running');
    told.round(5, [program, 2.25, 100]).round(6, [program, 3.25, 100]);
    assert.equal(told.line('process.cpu.time'), '2:1 2.5:_ 6:1');
    assert.equal(told.line('process.cpu.time', program), '2:1 2.5:_ 6:1');
    assert.equal(told.line('process.memory.usage'), '1:100 2:100 2.5:_ 5:100 6:100');
    assert.deepEqual(told.monitor.session().pauses, [{ fromMs: T0 + 2500, toMs: T0 + 4500 }]);
    const memory = told.monitor.store.find({ metric: 'process.memory.usage', attributes: '' });
    assert.equal(memory && statisticsOf(memory, -Infinity, Infinity)?.max, 100);
  });

  it('pauses the total only when every debugged process is held', () => {
    const other = processInfo(20, 10, T0);
    const told = new Told().target(program, 'a').target(other, 'b');
    told.round(1, [program, 1, 10], [other, 1, 10]).paused(1.5, 'a');
    assert.equal(told.state, 'running');
    told.round(2, [program, 1, 10], [other, 2, 10]);
    assert.equal(told.line('process.memory.usage', program), '1:10 1.5:_');
    assert.equal(told.line('process.cpu.time'), '2:1');
    assert.deepEqual(
      told.monitor.session().processes.map(({ paused }) => paused),
      [true, false],
    );
    told.paused(2.5, 'b');
    assert.equal(told.state, 'paused');
    told.continued(3, 'a');
    assert.equal(told.state, 'running');
    assert.deepEqual(told.monitor.session().pauses, [{ fromMs: T0 + 2500, toMs: T0 + 3000 }]);
  });

  it('does not stay paused for a debuggee that is gone', () => {
    const told = new Told().target(program, 'a').round(1, [program, 1, 1]).paused(2, 'a');
    told.input({ kind: 'released', timeMs: T0 + 3000, debuggee: 'a' });
    assert.equal(told.state, 'running');
  });

  it('puts a gap where rounds were missing, and computes no rate across it', () => {
    const told = new Told().target(program).round(1, [program, 1, 7]).round(2, [program, 2, 7]);
    told.round(60, [program, 3, 7]).round(61, [program, 4, 7]);
    assert.equal(told.line('process.cpu.time'), '2:1 3:_ 61:1');
  });

  it('does not take a longer interval for a gap once a shorter one is in force', () => {
    const told = new Told().target(program);
    told.intervalMs = 10_000;
    told.round(0, [program, 1, 10]).round(10, [program, 2, 10]);
    told.intervalMs = 500;
    told.round(19, [program, 2.9, 10]).round(19.5, [program, 2.95, 10]);
    assert.equal(told.line('process.memory.usage'), '0:10 10:10 19:10 19.5:10');
    assert.equal(
      told.monitor.session().events.some(({ kind }) => kind === 'suspended'),
      false,
    );
  });

  it('does not take two late rounds for a gap', () => {
    const told = new Told().target(program).round(1, [program, 1, 7]).round(4, [program, 4, 7]);
    assert.equal(told.line('process.cpu.time'), '4:1');
  });

  it('calls an exit with a code that nobody asked for a crash', () => {
    const crashed = new Told().target(program).round(1, [program, 1, 1]);
    crashed.input({ kind: 'exited', timeMs: T0 + 2000, exitCode: 3 });
    crashed.input({ kind: 'ended', timeMs: T0 + 2000, requested: false });
    assert.equal(crashed.state, 'crashed');
    assert.equal(crashed.monitor.session().reason, 'Exited with code 3.');
    assert.equal(crashed.monitor.session().exitCode, 3);
    const stopped = new Told().target(program);
    stopped.input({ kind: 'exited', timeMs: T0 + 2000, signal: 'SIGKILL' });
    stopped.input({ kind: 'ended', timeMs: T0 + 2000, requested: true });
    assert.equal(stopped.state, 'ended');
  });

  it('tells that the program goes on when no more than its monitoring was stopped', () => {
    const told = new Told().target(program);
    told.input({ kind: 'ended', timeMs: T0 + 1000, requested: 'monitoringOnly' });
    assert.equal(told.state, 'ended');
    assert.match(told.monitor.session().reason ?? '', /Monitoring was stopped\. The program goes on/);
    const stopped = new Told().target(program);
    stopped.input({ kind: 'ended', timeMs: T0 + 1000, requested: true });
    assert.equal(stopped.monitor.session().reason, 'Stopped.');
  });

  it('calls death by a signal a crash, but not by one that people send', () => {
    for (const [signal, state] of [
      ['SIGSEGV', 'crashed'],
      ['SIGKILL', 'crashed'],
      ['SIGTERM', 'ended'],
    ] as const) {
      const told = new Told().target(program).input({ kind: 'exited', timeMs: T0, signal });
      assert.equal(told.input({ kind: 'ended', timeMs: T0, requested: false }).state, state);
    }
  });

  it('learns how a program ended even after the session has ended', () => {
    const told = new Told().target(program).input({ kind: 'ended', timeMs: T0 + 1000, requested: false });
    assert.equal(told.state, 'ended');
    assert.equal(told.input({ kind: 'exited', timeMs: T0 + 1100, exitCode: 1 }).state, 'crashed');
    assert.equal(told.monitor.session().endedAtMs, T0 + 1000);
  });

  it('ends a session whose last process has been gone for two seconds', () => {
    const told = new Told().target(program).round(1, [program, 1, 1]).round(2).round(3);
    assert.equal(told.state, 'running');
    assert.equal(told.round(4).state, 'ended');
    assert.equal(told.monitor.session().endedAtMs, T0 + 2000);
  });

  it('takes up a session again when a process is found after its end', () => {
    const told = new Told().target(program).round(1, [program, 1, 1]).round(2).round(4);
    const next = processInfo(30, 1, T0 + 5000);
    assert.equal(told.target(next, 'd', 5).state, 'running');
    assert.equal(told.monitor.session().endedAtMs, undefined);
  });

  it('goes on in the same session after a restart, with a gap', () => {
    const told = new Told().target(program).round(1, [program, 1, 10]).round(2, [program, 2, 10]);
    told.input({ kind: 'restarted', timeMs: T0 + 2500 });
    assert.equal(told.state, 'starting');
    const next = processInfo(30, 1, T0 + 2600);
    told.target(next, 'd2', 2.7).round(3, [next, 0.1, 5]).round(4, [next, 0.6, 5]);
    assert.equal(told.line('process.cpu.time'), '2:1 2.5:_ 4:0.5');
    assert.deepEqual(
      told.monitor.session().processes.map(({ pid, alive }) => [pid, alive]),
      [
        [10, false],
        [30, true],
      ],
    );
  });

  it('says why it is lost, and runs once a process is picked for it', () => {
    const told = new Told().input({ kind: 'lost', timeMs: T0 + 1000, reason: 'not on this machine' });
    assert.equal(told.state, 'lost');
    assert.equal(told.monitor.session().reason, 'not on this machine');
    assert.equal(told.target(program).state, 'running');
    assert.equal(told.monitor.session().reason, undefined);
  });

  it('lists processes as a tree, and the exited ones no longer as alive', () => {
    const child = processInfo(11, 10, T0);
    const grandchild = processInfo(12, 11, T0);
    const told = new Told().target(program).round(1, [grandchild, 0, 0], [child, 0, 0], [program, 0, 0]);
    told.round(2, [program, 0, 0], [child, 0, 0]);
    assert.deepEqual(
      told.monitor.session().processes.map(({ pid, depth, alive }) => [pid, depth, alive]),
      [
        [10, 0, true],
        [11, 1, true],
        [12, 2, false],
      ],
    );
  });

  it('still lists its program when many processes have ended with it', () => {
    const workers = Array.from({ length: 50 }, (_, i) => processInfo(100 + i, 10, T0));
    const told = new Told().target(program);
    told.round(1, [program, 1, 1], ...workers.map((worker) => [worker, 0, 1] as const));
    told.input({ kind: 'ended', timeMs: T0 + 2000, requested: true });
    assert.equal(told.monitor.session().processes[0]?.pid, program.pid);
  });

  it('keeps a bounded list of exited processes and of events', () => {
    const told = new Told().target(program);
    for (let i = 0; i < 2_000; i += 1) {
      const worker = processInfo(100 + i, 10, T0 + i * 1000);
      told.round(i + 1, [program, i, 1], [worker, 0, 1]);
    }
    assert.ok(told.monitor.session().processes.length <= 22);
    assert.ok(told.monitor.session().events.length <= 500);
  });
});
