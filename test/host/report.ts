import { existsSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostResult, outputFile, resultFile } from '../support/hostReport';

/**
 * Follows what `reportRun` leaves in `folder`: passes the output on as it comes and returns the result. `failed`, with
 * the editor's log, when the editor ends first or the time limit is over. Does not reject.
 */
export async function followReport<T>(folder: string, editor: Editor, limits: FollowOptions): Promise<HostResult<T>> {
  const result = join(folder, resultFile);
  const deadlineMs = performance.now() + limits.timeoutMs;
  let exit: number | string | undefined;
  void editor.exited.then((code) => (exit = code));
  let offset = 0;
  for (;;) {
    const ended = exit;
    const finished = existsSync(result);
    offset += await passOn(join(folder, outputFile), offset, limits.onOutput);
    if (finished) return JSON.parse(await readFile(result, 'utf8')) as HostResult<T>;
    if (ended !== undefined) return failed(`VS Code ended with ${ended} before the tests did.`, editor);
    if (performance.now() > deadlineMs) return failed(`No result within ${limits.timeoutMs / 1000} s.`, editor);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Removes a report, so that the next one may come into the same folder. */
export async function forgetReport(folder: string): Promise<void> {
  for (const file of [resultFile, outputFile]) await rm(join(folder, file), { force: true });
}

export interface FollowOptions {
  /** Time limit of one window. */
  readonly timeoutMs: number;
  readonly onOutput: (text: string) => void;
}

/** The running VS Code, desktop or server. */
interface Editor {
  readonly exited: Promise<number | string>;
  output(): string;
}

const pollMs = 100;

function failed(reason: string, editor: Editor): HostResult<never> {
  return { kind: 'failed', error: `${reason} VS Code's own log:\n${editor.output()}` };
}

/** Passes on what was appended to the file since `offset`; returns the number of bytes. */
async function passOn(file: string, offset: number, onOutput: (text: string) => void): Promise<number> {
  if (!existsSync(file)) return 0;
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size <= offset) return 0;
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(size - offset), 0, size - offset, offset);
    onOutput(buffer.toString('utf8', 0, bytesRead));
    return bytesRead;
  } finally {
    await handle.close();
  }
}
