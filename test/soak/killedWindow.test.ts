import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillStore } from '../../src/history/fillStore';
import { readStatLine } from '../../src/launching/processes/processList';
import { SessionStore } from '../../src/series/sessionStore';
import { openWorkbench } from '../e2e/openWorkbench';
import type { Workbench } from '../e2e/workbench';
import { withScope } from '../host/scope';
import { isAlive } from '../support/launching/isAlive';
import { MEMORY } from '../support/recordedRun';
import { seededRandom } from '../support/seededRandom';
import { waitFor } from '../support/waitFor';

/** How often the extension host is killed, and how often the server with it; the environment may ask for fewer. */
const HOST_KILLS = Number(process.env.SOAK_HOST_KILLS ?? 50);
const SERVER_KILLS = Number(process.env.SOAK_SERVER_KILLS ?? 10);

/** Rows come once a second and are flushed every five; the rest is what a machine may be late by. */
const MOST_LOST_MS = 5_000 + 1_000 + 500;

/** A program that our own debug adapter runs, below a supervisor: its name tells it from those of other windows. */
const SUPERVISED = `kept-${process.pid}.js`;

describe(`a window whose extension host is killed ${HOST_KILLS} times, and its server ${SERVER_KILLS} times`, () => {
  it('leaves a file each time that opens, with all but the last five seconds, continues it, and leaves no orphan', () =>
    withScope(async (scope) => {
      const workbench = await openWorkbench(scope);
      const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      scope.own(() => void program.kill('SIGKILL'));
      const monitor = (): Promise<void> => workbench.runCommand('Process Monitor: Monitor Process...');
      const { pid = 0 } = program;
      await workbench.pickAfter(monitor, String(pid));
      const random = seededRandom(20_261_124);
      const lostMs: number[] = [];
      const note = (what: string, lost: number): void => {
        lostMs.push(lost);
        console.log(`      ${what} ${lostMs.length}: ${(lost / 1_000).toFixed(1)} s were lost`);
      };
      for (let kill = 0; kill < HOST_KILLS; kill += 1) {
        const killHost = async (writer: number): Promise<void> => {
          process.kill(writer, 'SIGKILL');
          await waitFor(() => !isAlive(writer), { timeoutMs: 10_000, what: 'the extension host to be gone' });
          await workbench.load();
        };
        note('host', await lostOver(workbench, pid, random() * 10_000, killHost));
      }
      writeFileSync(join(workbench.workspace, SUPERVISED), 'setInterval(() => {}, 1000);');
      writeFileSync(join(workbench.workspace, '.vscode', 'launch.json'), LAUNCH_FILE);
      for (let kill = 0; kill < SERVER_KILLS; kill += 1) {
        await workbench.startDebugging('Kept');
        const ours = await waitFor(supervised, { timeoutMs: 60_000, what: 'supervisor and program' });
        note('server', await lostOver(workbench, pid, random() * 10_000, () => workbench.killServer()));
        await waitFor(() => !ours.some(isAlive), { timeoutMs: 30_000, what: 'no orphan' });
      }
      const worstMs = Math.max(...lostMs);
      console.log(`      at most ${(worstMs / 1_000).toFixed(1)} s were lost over ${lostMs.length} kills`);
      assert.equal(lostMs.length, HOST_KILLS + SERVER_KILLS);
      assert.ok(worstMs <= MOST_LOST_MS, `${worstMs} ms were lost`);
    }));
});

const LAUNCH_FILE = JSON.stringify({
  version: '0.2.0',
  configurations: [
    {
      name: 'Kept',
      type: 'process-monitor',
      request: 'launch',
      runtimeExecutable: process.execPath,
      program: `\${workspaceFolder}/${SUPERVISED}`,
    },
  ],
});

/**
 * Has the writer of the run of a process killed so long after the run goes on, and opens what it has left once the window
 * is there again; returns how much of it is missing.
 */
async function lostOver(
  workbench: Workbench,
  rootPid: number,
  afterMs: number,
  kill: (writerPid: number) => Promise<void>,
): Promise<number> {
  const runs = workbench.keptRuns;
  const {
    id,
    summary: { writerPid },
  } = await runs.find(
    'is written',
    ({ outcome, writerPid: writer, roots }) =>
      outcome === 'running' && isAlive(writer) && roots.some(({ pid }) => pid === rootPid),
  );
  const writtenSinceMs = Date.now();
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const killedAtMs = Date.now();
  await kill(writerPid);
  const store = new SessionStore();
  fillStore(await runs.read(id), store);
  let lastMs = -Infinity;
  store.find(MEMORY)?.visitStored(-Infinity, (timeMs, value) => {
    if (timeMs <= killedAtMs && !Number.isNaN(value)) lastMs = timeMs;
  });
  // What was before the run went on is a gap, not lost.
  return killedAtMs - Math.max(writtenSinceMs, lastMs);
}

/** The program of our adapter and its supervisor; undefined while they are not there. */
function supervised(): readonly number[] | undefined {
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(SUPERVISED)) continue;
      const parent = readStatLine(readFileSync(`/proc/${name}/stat`, 'latin1'))?.parentPid;
      if (parent !== undefined) return [Number(name), parent];
    } catch {
      // It has ended since the folder was listed.
    }
  }
  return undefined;
}
