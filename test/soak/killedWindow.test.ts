import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { fillStore } from '../../src/history/fillStore';
import { SessionStore } from '../../src/series/sessionStore';
import { openWorkbench } from '../e2e/openWorkbench';
import type { Workbench } from '../e2e/workbench';
import { withScope } from '../host/scope';
import { MEMORY } from '../support/recordedRun';
import { seededRandom } from '../support/seededRandom';
import { waitFor } from '../support/waitFor';

const KILLS = 50;

/** Rows come once a second and are flushed every five; the rest is what a machine may be late by. */
const MOST_LOST_MS = 5_000 + 1_000 + 500;

describe(`a window whose extension host is killed at ${KILLS} random moments`, () => {
  it('leaves a file each time that opens, with all but the last five seconds, and continues it', () =>
    withScope(async (scope) => {
      const workbench = await openWorkbench(scope);
      const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      scope.own(() => void program.kill('SIGKILL'));
      const monitor = (): Promise<void> => workbench.runCommand('Process Monitor: Monitor Process...');
      await workbench.pickAfter(monitor, String(program.pid));
      const random = seededRandom(20_261_124);
      const lostMs: number[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        lostMs.push(await killOnce(workbench, random() * 10_000));
        console.log(`      kill ${kill + 1}: ${((lostMs.at(-1) ?? NaN) / 1_000).toFixed(1)} s were lost`);
        await workbench.load();
      }
      const worstMs = Math.max(...lostMs);
      console.log(`      at most ${(worstMs / 1_000).toFixed(1)} s were lost over ${KILLS} kills`);
      assert.ok(worstMs <= MOST_LOST_MS, `${worstMs} ms were lost`);
    }));
});

/** Kills the extension host so long after the run goes on, and opens what it left; returns how much of it is missing. */
async function killOnce(workbench: Workbench, afterMs: number): Promise<number> {
  const runs = workbench.keptRuns;
  let pid = 0;
  const { id } = await runs.find('is written', ({ outcome, writerPid }) => {
    pid = writerPid;
    return outcome === 'running' && isAlive(writerPid);
  });
  const writtenSinceMs = Date.now();
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const killedAtMs = Date.now();
  process.kill(pid, 'SIGKILL');
  await waitFor(() => !isAlive(pid), { timeoutMs: 10_000, what: 'the extension host to be gone' });
  const run = await runs.read(id);
  const store = new SessionStore();
  fillStore(run, store);
  // What was before the run went on is a gap, not lost.
  return killedAtMs - Math.max(writtenSinceMs, store.find(MEMORY)?.lastMs ?? -Infinity);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
