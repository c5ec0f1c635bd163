import assert from 'node:assert/strict';
import { decodeRules } from '../../../../src/alerting/decodeRules';
import { defaultRules } from '../../../../src/alerting/defaultRules';
import { MonitorHub } from '../../../../src/monitoring/monitorHub';
import type { SessionInput } from '../../../../src/monitoring/sessionInput';
import { DEFAULT_TIMING, type ProbeOutcome } from '../../../../src/shared/health';
import { processKey, type ProcessStanding } from '../../../../src/shared/sample';
import type { Session } from '../../../../src/shared/state';
import { processInfo, roundOf, sampleOf, T0 } from '../../../support/rounds';

const api = processInfo(812, 1, T0);
const SILENT: ProbeOutcome = { kind: 'silent' };
const ANSWERED: ProbeOutcome = { kind: 'answered' };

/** What a round tells of the one process besides its being there. */
interface Look {
  readonly cpuCores?: number;
  readonly waitCores?: number;
  readonly standing?: ProcessStanding;
}

/** A session `s` of one process, sampled and ticked each second, and asked every 5 seconds. */
class Asked {
  readonly hub = new MonitorHub();
  readonly toasts: string[] = [];
  private second = 0;
  private cpuSeconds = 0;
  private waitSeconds = 0;

  constructor() {
    const { rules } = decodeRules([], defaultRules(), {});
    this.hub.setAlerting(() => ({ rules, anomalies: OFF }), T0);
    this.hub.onUpdate(({ toasts }) => this.toasts.push(...toasts.map(({ text }) => text)));
    this.hub.begin({ id: 's', name: 'api', type: 'pwa-node', startedAtMs: T0 });
    this.input({ kind: 'target', timeMs: T0, process: api, debuggee: 'd' });
  }

  /** Seconds in which the process is like this. */
  passes(seconds: number, { cpuCores = 0, waitCores = 0, standing = 'running' }: Look = {}): this {
    for (let i = 0; i < seconds; i++) {
      this.second += 1;
      this.cpuSeconds += cpuCores;
      this.waitSeconds += waitCores;
      const values = { 'process.cpu.time': this.cpuSeconds, 'process.cpu.wait_time': this.waitSeconds };
      this.input(roundOf(this.nowMs, { ...sampleOf(api, this.nowMs, values), standing }));
      this.hub.tick(this.nowMs, this.nowMs);
    }
    return this;
  }

  /** It is asked so often, and this comes of it. */
  asked(times: number, outcome: ProbeOutcome, look: Look = {}): this {
    for (let i = 0; i < times; i++) {
      const askedMs = this.nowMs;
      this.passes(3, look);
      const about = { check: 'the event loop', process: processKey(api), timing: DEFAULT_TIMING };
      this.input({ kind: 'probed', timeMs: this.nowMs, askedMs, outcome, ...about });
      this.passes(2, look);
    }
    return this;
  }

  input(input: SessionInput): this {
    this.hub.ingest('s', input);
    return this;
  }

  get nowMs(): number {
    return T0 + this.second * 1_000;
  }

  get session(): Session {
    const session = this.hub.monitor('s')?.session();
    assert.ok(session);
    return session;
  }

  get told(): readonly string[] {
    const kinds = ['healthy', 'unhealthy', 'healthUnknown', 'alertFired', 'alertResolved'];
    return this.session.events.filter(({ kind }) => kinds.includes(kind)).map(({ kind, text }) => `${kind}: ${text}`);
  }
}

const OFF = { notify: 'off', detector: 'envelope' } as const;
const NO_ANSWER = 'program-812 (pid 812): the event loop did not answer within 3 s';

describe('the health of a program that is asked', () => {
  it('is not known before anybody has asked', () => {
    assert.equal(new Asked().passes(10).session.check, undefined);
  });

  it('is told by events, by a toast at once and by an alert that stands until it answers again', () => {
    const program = new Asked().asked(1, ANSWERED);
    assert.equal(program.session.check?.state, 'healthy');
    assert.equal(program.session.health, 'ok');
    program.asked(3, SILENT);
    assert.deepEqual(
      [program.session.check.state, program.session.check.text, program.session.health],
      ['unhealthy', NO_ANSWER, 'critical'],
    );
    assert.deepEqual(program.toasts, [NO_ANSWER]);
    const alert = program.session.alerts.find(({ name }) => name === 'Health');
    assert.deepEqual([alert?.state, alert?.severity, alert?.message], ['firing', 'critical', NO_ANSWER]);
    program.asked(1, ANSWERED);
    assert.equal(program.session.health, 'ok');
    assert.equal(program.session.alerts.find(({ name }) => name === 'Health')?.state, 'resolved');
    assert.deepEqual(program.told, [
      'healthy: Answers',
      `alertFired: ${NO_ANSWER}`,
      `unhealthy: ${NO_ANSWER}`,
      'alertResolved: Health is resolved',
      'healthy: Answers again',
    ]);
  });

  it('is called blocked while it burns CPU, starved while it waits for a processor', () => {
    const blocked = new Asked().asked(3, SILENT, { cpuCores: 1 });
    assert.match(blocked.session.check?.text ?? '', /, blocked: it uses 100 % of a core/);
    const starved = new Asked().asked(3, SILENT, { cpuCores: 0.1, waitCores: 0.9 });
    assert.match(starved.session.check?.text ?? '', /, starved: it waits for a processor$/);
  });

  it('is paused at a breakpoint, never unhealthy, and begins anew behind it', () => {
    const program = new Asked().asked(1, ANSWERED);
    program.input({ kind: 'paused', timeMs: program.nowMs, debuggee: 'd', reason: 'breakpoint' }).asked(6, SILENT);
    assert.equal(program.session.check?.state, 'paused');
    program.input({ kind: 'continued', timeMs: program.nowMs, debuggee: 'd' }).passes(1);
    assert.equal(program.session.check.state, 'healthy');
    assert.equal(program.asked(2, SILENT).session.check?.state, 'healthy');
    assert.equal(program.asked(1, SILENT).session.check?.state, 'unhealthy');
    assert.deepEqual(program.toasts, [NO_ANSWER]);
  });

  it('is unknown once nobody asks any more, and says what an answer found wrong', () => {
    const program = new Asked().asked(1, ANSWERED).passes(20);
    assert.equal(program.session.check?.state, 'unknown');
    program.asked(3, { kind: 'refused', reason: 'answered with status 503' });
    assert.match(program.session.check.text, /the event loop answered with status 503$/);
  });

  it('is that of the system for a process that a signal has stopped, or that a device holds', () => {
    const program = new Asked().passes(20, { standing: 'stopped' });
    assert.match(program.session.check?.text ?? '', /is stopped by a signal/);
    assert.equal(program.passes(5).session.check?.state, 'healthy');
    assert.match(new Asked().passes(20, { standing: 'uninterruptible' }).session.check?.text ?? '', /uninterruptible/);
    assert.equal(new Asked().passes(8, { standing: 'uninterruptible' }).session.check?.state, 'unknown');
  });

  it('ends with the run', () => {
    const program = new Asked().asked(3, SILENT);
    program.input({ kind: 'ended', timeMs: program.nowMs, requested: true });
    assert.equal(program.session.check, undefined);
    assert.equal(program.session.alerts.find(({ name }) => name === 'Health')?.state, 'resolved');
  });
});
