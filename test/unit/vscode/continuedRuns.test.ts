import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { RunFolder } from '../../../src/history/runFolder';
import { summaryOf } from '../../../src/history/runSummary';
import { SessionStore } from '../../../src/series/sessionStore';
import { ContinuedRuns } from '../../../src/vscode/history/continuedRuns';
import { beginRun, HEADER, recorderOptions, RUN, SESSION, withRunFolder } from '../../support/recordedRun';
import { T0 } from '../../support/rounds';

const WRITER = 6;

/** Leaves a run in the folder as a window does that is killed, with what lists show of it: its process is 7. */
async function leaveRun(folder: RunFolder): Promise<void> {
  await writeFile(folder.runPath(RUN), '');
  const writer = { pid: WRITER, isWriting: true };
  await folder.writeSummary(RUN, summaryOf(HEADER, SESSION, new SessionStore(), writer));
}

function continuedRuns(folder: RunFolder, alive: readonly number[] = []): ContinuedRuns {
  return new ContinuedRuns(
    folder,
    (pid) => alive.includes(pid),
    (text) => assert.fail(text),
  );
}

const LEFT = { name: 'server', type: 'pwa-node', processes: [{ pid: 7, startTimeMs: T0 }] };
const OTHER = { name: 'other', type: 'node', processes: [{ pid: 7, startTimeMs: T0 - 60_000 }] };

describe('runs that are taken up', () => {
  it('are those that are remembered, where none was recorded', () =>
    withRunFolder(async (folder) => {
      assert.deepEqual(await continuedRuns(folder).toResume([OTHER]), [OTHER]);
    }));

  it('are those too that a killed window has left behind, each once', () =>
    withRunFolder(async (folder) => {
      await leaveRun(folder);
      const runs = continuedRuns(folder);
      assert.deepEqual(await runs.toResume([OTHER]), [OTHER, LEFT]);
      const remembered = { ...LEFT, workspaceFolder: 'file:///api' };
      assert.deepEqual(await runs.toResume([remembered]), [remembered]);
    }));

  it('are not those of a window that lives', () =>
    withRunFolder(async (folder) => {
      await leaveRun(folder);
      assert.deepEqual(await continuedRuns(folder, [WRITER]).toResume([]), []);
    }));

  it('are not those whose end was told', () =>
    withRunFolder(async (folder) => {
      const recorder = await beginRun(recorderOptions(folder, { writerPid: WRITER }));
      await recorder.end({ ...SESSION, state: 'ended', endedAtMs: T0 + 1_000 }, new SessionStore());
      assert.deepEqual(await continuedRuns(folder).toResume([]), []);
    }));
});
