import { writeSync } from 'node:fs';
import { RunFolder } from '../../src/history/runFolder';
import { SessionStore } from '../../src/series/sessionStore';
import { appendSeconds, beginRun, FLUSHED_SECONDS, recorderOptions, SESSION } from '../support/recordedRun';

/**
 * Writes a run into a folder until it is killed; started by tests, as
 *
 *     node runWriter.js FOLDER
 *
 * After each flush it prints how many seconds of the run the disk has.
 */
async function main(path: string): Promise<void> {
  const recorder = await beginRun(recorderOptions(new RunFolder(path)));
  const store = new SessionStore();
  for (let second = 0; ; second += FLUSHED_SECONDS) {
    appendSeconds(store, second, second + FLUSHED_SECONDS);
    await recorder.flush(SESSION, store);
    writeSync(1, `${second + FLUSHED_SECONDS}\n`);
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Usage: runWriter.js FOLDER');
void main(path);
