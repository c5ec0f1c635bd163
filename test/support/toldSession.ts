import assert from 'node:assert/strict';
import { decodeRules } from '../../src/alerting/decodeRules';
import type { Alerting, Baselines } from '../../src/monitoring/alerting';
import { MonitorHub } from '../../src/monitoring/monitorHub';
import type { SessionInput } from '../../src/monitoring/sessionInput';
import type { AlertRuleSettings } from '../../src/shared/alertRuleSettings';
import type { MetricName } from '../../src/shared/metrics';
import type { ProcessInfo } from '../../src/shared/sample';
import type { Session } from '../../src/shared/state';
import { processInfo, roundOf, sampleOf, T0 } from './rounds';

/** A hub with the session `s`, called `api`, of two processes, sampled and ticked each second from `T0`. */
export class ToldSession {
  readonly hub: MonitorHub;
  readonly toasts: string[] = [];
  second = 0;

  constructor(alerting: Alerting, baselines?: Baselines) {
    this.hub = new MonitorHub({}, baselines);
    this.hub.setAlerting(() => alerting, T0);
    this.hub.onUpdate(({ toasts }) => {
      for (const { text } of toasts) this.toasts.push(`${this.second}: ${text}`);
    });
    this.hub.begin({ id: 's', name: 'api', type: 'pwa-node', startedAtMs: T0 });
    for (const process of PROCESSES) this.input({ kind: 'target', timeMs: T0, process, debuggee: String(process.pid) });
  }

  /** Rounds in which the processes use so much memory, or only ticks where there are none. */
  passes(seconds: number, ...bytes: readonly (number | (() => number))[]): this {
    for (let i = 0; i < seconds; i++) {
      this.second += 1;
      const values = bytes.map((value) => (typeof value === 'number' ? value : value()));
      if (values.length > 0) this.input(this.round(values));
      this.hub.tick(this.nowMs, this.nowMs);
    }
    return this;
  }

  input(input: SessionInput): this {
    this.hub.ingest('s', input);
    return this;
  }

  get nowMs(): number {
    return T0 + this.second * 1000;
  }

  get session(): Session {
    const session = this.hub.monitor('s')?.session();
    assert.ok(session);
    return session;
  }

  events(...kinds: readonly string[]): readonly string[] {
    return this.session.events.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
  }

  private round(bytes: readonly number[]): SessionInput {
    const samples = PROCESSES.flatMap((process: ProcessInfo, i) => {
      const value = bytes[i];
      const metric: MetricName = 'process.memory.usage';
      return value === undefined ? [] : [sampleOf(process, this.nowMs, { [metric]: value })];
    });
    return roundOf(this.nowMs, ...samples);
  }
}

/** The processes of the session: a program and its child. */
export const PROCESSES: readonly [ProcessInfo, ProcessInfo] = [processInfo(812, 1, T0), processInfo(813, 812, T0)];

/** What a session is judged by: these rules, and anomalies as told. */
export function alertingWith(
  rules: readonly AlertRuleSettings[],
  notify: Alerting['anomalies']['notify'] = 'off',
): Alerting {
  return { rules: decodeRules(rules, [], {}).rules, anomalies: { notify, detector: 'envelope' } };
}
