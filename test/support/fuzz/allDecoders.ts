import { readFile } from 'node:fs/promises';
import { sessionJson } from '../../../src/exporting/text/sessionJson';
import { SessionStore } from '../../../src/series/sessionStore';
import { exportedRun, textOf } from '../exportedRun';
import { appendSeconds, beginRun, recorderOptions, RUN, SESSION, withRunFolder } from '../recordedRun';
import { fileDecoders } from './fileDecoders';
import type { FuzzedDecoder } from './fuzzedDecoder';
import { messageDecoders } from './messageDecoders';
import { toldDecoders } from './toldDecoders';

/** Every decoder of what somebody else has written. */
export async function allDecoders(): Promise<readonly FuzzedDecoder[]> {
  let files: readonly FuzzedDecoder[] = [];
  await withRunFolder(async (folder) => {
    const store = new SessionStore();
    const recorder = await beginRun(recorderOptions(folder));
    appendSeconds(store, 0, 10);
    await recorder.flush(SESSION, store);
    const [run, log] = [await readFile(folder.runPath(RUN)), await readFile(folder.logPath(RUN))];
    await recorder.end(SESSION, store);
    files = fileDecoders(run, log, JSON.parse(textOf(sessionJson(exportedRun(4)))));
  });
  return [...messageDecoders(), ...toldDecoders(), ...files];
}
