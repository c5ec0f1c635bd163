import assert from 'node:assert/strict';
import type { Budget } from '../../../src/budgets/parseBudget';
import { SessionMonitor } from '../../../src/monitoring/sessionMonitor';
import { SessionStore } from '../../../src/series/sessionStore';
import type { SessionInput } from '../../../src/monitoring/sessionInput';
import { DEFAULT_TIMING } from '../../../src/shared/health';

const MEMORY: Budget = { metric: 'process.memory.usage', aggregate: 'max', limit: 300e6 };
const STARTUP: Budget = { metric: 'process.startup.time', aggregate: 'max', limit: 2 };

/** A session whose memory is told by hand, held to budgets. */
function monitorWith(...budgets: readonly Budget[]): {
  monitor: SessionMonitor;
  readonly memory: (timeMs: number, mb: number) => void;
} {
  const store = new SessionStore();
  const monitor = new SessionMonitor({ id: 's', name: 'api', type: 'node', startedAtMs: 0 }, store);
  monitor.budgets.set(budgets);
  return {
    monitor,
    memory: (timeMs, mb) => {
      store.series({ metric: 'process.memory.usage', attributes: '' })?.append(timeMs, mb * 1e6);
      monitor.ingest({ kind: 'tick', timeMs }, 1000);
    },
  };
}

function probed(timeMs: number, process?: `${number}@${number}`): SessionInput {
  const about = process === undefined ? {} : { process };
  return {
    kind: 'probed',
    timeMs,
    askedMs: timeMs,
    check: 'port 3000',
    outcome: { kind: 'answered' },
    timing: DEFAULT_TIMING,
    ...about,
  };
}

describe('the budgets of a session', () => {
  it('are not measured, then kept, then broken, which stands among the events once', () => {
    const { monitor, memory } = monitorWith(MEMORY);
    const verdict = (): string | undefined => monitor.session().budgets?.[0]?.verdict;
    assert.equal(verdict(), 'notMeasured');
    memory(6_000, 100);
    assert.equal(verdict(), 'kept');
    memory(12_000, 400);
    memory(18_000, 500);
    assert.equal(verdict(), 'broken');
    const events = monitor.session().events.filter(({ kind }) => kind === 'budgetBroken');
    assert.deepEqual(
      events.map(({ timeMs, text }) => [timeMs, text]),
      [[12_000, 'Memory max 400 MB is over its budget of 300 MB']],
    );
  });

  it('are judged for good at the end, however short before they were judged last', () => {
    const { monitor, memory } = monitorWith(MEMORY);
    memory(6_000, 100);
    memory(6_500, 400);
    assert.equal(monitor.session().budgets?.[0]?.verdict, 'kept');
    monitor.ingest({ kind: 'ended', timeMs: 7_000, requested: true }, 1000);
    assert.equal(monitor.session().budgets?.[0]?.verdict, 'broken');
  });

  it('know when the program first answered, which a check of its event loop does not tell', () => {
    const { monitor } = monitorWith(STARTUP);
    monitor.ingest(probed(500, '1@0'), 1000);
    monitor.ingest(probed(3_500), 1000);
    monitor.ingest(probed(9_000), 1000);
    assert.match(
      monitor.session().budgets?.[0]?.text ?? '',
      /Time to first answer max 3\.5 s is over its budget of 2 s/,
    );
  });

  it('are absent where none are set', () => {
    assert.equal(monitorWith().monitor.session().budgets, undefined);
  });
});
