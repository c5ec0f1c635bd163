import assert from 'node:assert/strict';
import { decodeRules } from '../../../src/alerting/decodeRules';
import { MonitorHub } from '../../../src/monitoring/monitorHub';
import type { AlertRuleSettings } from '../../../src/shared/alertRuleSettings';
import { processInfo, roundOf, sampleOf, T0 } from '../../support/rounds';

const BEAT_MS = 1_000;
const GATHERED_MS = 3_000;

const process = processInfo(812, 1, T0);

interface Told {
  /** The first sample that was beyond the limit, and the time of the toast about it. */
  readonly visibleMs: number;
  readonly toldMs: number;
}

/** A program of 100 MB that goes over a limit of 500 MB after `brokenAfterMs`, told by rounds and by a beat a second. */
function toldOf(rule: AlertRuleSettings, intervalMs: number, brokenAfterMs: number): Told {
  const hub = new MonitorHub();
  hub.setAlerting(
    () => ({ rules: decodeRules([rule], [], {}).rules, anomalies: { notify: 'off', detector: 'envelope' } }),
    T0,
  );
  hub.setIntervalMs(intervalMs);
  const told: number[] = [];
  hub.onUpdate(({ timeMs, toasts }) => {
    for (const { text } of toasts) {
      assert.match(text, /limit 500 MB/);
      told.push(timeMs);
    }
  });
  hub.begin({ id: 's', name: 'api', type: 'node', startedAtMs: T0 });
  hub.ingest('s', { kind: 'target', timeMs: T0, process, debuggee: 'a' });
  let visibleMs = Infinity;
  for (let timeMs = T0; timeMs <= T0 + 90_000; timeMs += 50) {
    const isBroken = timeMs - T0 >= brokenAfterMs;
    if ((timeMs - T0) % intervalMs === 0) {
      if (isBroken) visibleMs = Math.min(visibleMs, timeMs);
      hub.ingest('s', roundOf(timeMs, sampleOf(process, timeMs, { 'process.memory.usage': isBroken ? 600e6 : 100e6 })));
    }
    // The beat is not in step with the rounds.
    if ((timeMs - T0) % BEAT_MS === 350) hub.tick(timeMs, timeMs);
  }
  assert.equal(told.length, 1, `${told.length} toasts`);
  return { visibleMs, toldMs: told[0] ?? NaN };
}

describe('a person is told within `for`, 3 s and two intervals', () => {
  const base = { name: 'Memory', metric: 'process.memory.usage', threshold: '500 MB' } as const;
  for (const intervalMs of [100, 250, 1_000, 2_000, 5_000]) {
    for (const forSeconds of [0, 10, 30]) {
      it(`of what is sampled every ${intervalMs} ms and must last ${forSeconds} s`, () => {
        for (const brokenAfterMs of [20_000, 20_450, 23_700]) {
          const { visibleMs, toldMs } = toldOf({ ...base, for: `${forSeconds} s` }, intervalMs, brokenAfterMs);
          const delayMs = toldMs - visibleMs;
          assert.ok(delayMs >= forSeconds * 1_000, `${delayMs} ms`);
          assert.ok(delayMs <= forSeconds * 1_000 + GATHERED_MS + 2 * intervalMs, `${delayMs} ms`);
        }
      });
    }
  }
});
