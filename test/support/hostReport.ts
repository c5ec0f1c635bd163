import { Console } from 'node:console';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { format } from 'node:util';

/**
 * Runs `body` in the extension host and tells the runner outside, through files in `folder`: `output.log` receives
 * everything printed on the console, as it comes; `result.json` is there once the body has settled, with what it
 * returned or why it failed. Does not reject: the runner judges by the file.
 */
export async function reportRun<T>(folder: string, body: () => Promise<T>): Promise<void> {
  const restore = forwardConsole(join(folder, outputFile));
  try {
    writeResult(folder, { kind: 'finished', value: await body() });
  } catch (error) {
    writeResult(folder, { kind: 'failed', error: format(error) });
  } finally {
    restore();
  }
}

/** What came of a run in the extension host. */
export type HostResult<T> =
  { readonly kind: 'finished'; readonly value: T } | { readonly kind: 'failed'; readonly error: string };

export const outputFile = 'output.log';
export const resultFile = 'result.json';

/** The environment variable that names the folder of the report. */
export const reportFolderVariable = 'PROCESS_MONITOR_REPORT_FOLDER';

/**
 * Puts a console in place that writes to a file; returns the way back. The editor keeps an extension host's console to
 * itself and lets nobody replace its methods, so the whole object is exchanged.
 */
function forwardConsole(file: string): () => void {
  const original = globalThis.console;
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      appendFileSync(file, chunk);
      done();
    },
  });
  globalThis.console = new Console(sink);
  return () => {
    globalThis.console = original;
  };
}

/** By rename, so that the runner never reads half of it. */
export function writeResult(folder: string, result: HostResult<unknown>): void {
  const temporary = join(folder, `${resultFile}.part`);
  writeFileSync(temporary, JSON.stringify(result));
  renameSync(temporary, join(folder, resultFile));
}
