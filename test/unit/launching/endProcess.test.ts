import assert from 'node:assert/strict';
import { endProcess, type EndOutcome, type EndPorts } from '../../../src/launching/processes/endProcess';

const PROCESS = { pid: 42, startTimeMs: 1_700_000_000_000 };

/** A process that ends by some signals, and a person who confirms some questions. */
interface World {
  readonly endsBy: readonly string[];
  readonly confirms: readonly string[];
  /** Another process has its pid from this question on. */
  readonly isReusedAfter?: string;
  readonly refuses?: true;
}

async function outcomeIn({ endsBy, confirms, isReusedAfter, refuses }: World): Promise<[EndOutcome, string[]]> {
  const signals: string[] = [];
  let isRunning = true;
  const ports: EndPorts = {
    isRunning: () => Promise.resolve(isRunning),
    confirm(how) {
      if (how === isReusedAfter) isRunning = false;
      return Promise.resolve(confirms.includes(how));
    },
    signal(pid, name) {
      if (refuses === true) throw new Error('EPERM');
      signals.push(`${name} ${pid}`);
      if (endsBy.includes(name)) isRunning = false;
    },
    wait: () => Promise.resolve(),
  };
  return [await endProcess(PROCESS, ports), signals];
}

describe('ending a process on request', () => {
  it('asks first, and does nothing to it when that was not meant', async () => {
    assert.deepEqual(await outcomeIn({ endsBy: ['SIGTERM'], confirms: [] }), ['kept', []]);
  });

  it('lets it end by itself', async () => {
    assert.deepEqual(await outcomeIn({ endsBy: ['SIGTERM'], confirms: ['polite'] }), ['ended', ['SIGTERM 42']]);
  });

  it('kills one that does not end only when that is confirmed too', async () => {
    const stubborn = { endsBy: ['SIGKILL'] };
    assert.deepEqual(await outcomeIn({ ...stubborn, confirms: ['polite'] }), ['stillRunning', ['SIGTERM 42']]);
    assert.deepEqual(await outcomeIn({ ...stubborn, confirms: ['polite', 'forced'] }), [
      'ended',
      ['SIGTERM 42', 'SIGKILL 42'],
    ]);
  });

  it('never signals a process that got the pid while a person thought', async () => {
    for (const how of ['polite', 'forced']) {
      const [outcome, signals] = await outcomeIn({ endsBy: [], confirms: ['polite', 'forced'], isReusedAfter: how });
      assert.equal(outcome, 'gone');
      assert.deepEqual(signals, how === 'polite' ? [] : ['SIGTERM 42']);
    }
  });

  it('tells why it may not be ended', async () => {
    const [outcome] = await outcomeIn({ endsBy: [], confirms: ['polite'], refuses: true });
    assert.deepEqual(outcome, { problem: 'EPERM' });
  });
});
