import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { FilePiece } from '../text/exportedRun';

/** What writing needs to know of a person's mind, and tells. */
export interface WritingPorts {
  isCancelled(): boolean;
  /** The share that is done, 0 to 1. */
  onProgress(done: number): void;
}

/**
 * Writes a file piece by piece: into a temporary file beside it, which takes its place once it is whole. So a file that
 * was there stays until then, and after a failure or a cancel it is as it was and nothing else is left. After some
 * milliseconds of work the event loop has its turn. What the file system refuses is an answer: its code.
 */
export async function writePieces(path: string, pieces: Iterable<FilePiece>, ports: WritingPorts): Promise<Written> {
  try {
    const target = await targetOf(path);
    const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      if (!(await writeAll(temporary, pieces, ports))) return { kind: 'cancelled' };
      await rename(temporary, target);
      return { kind: 'written' };
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { kind: 'failed', code: String(error.code) };
    throw error;
  }
}

export type Written =
  { readonly kind: 'written' } | { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly code: string };

/** So much is handed to the file system at once. */
const WRITE_LENGTH = 256 * 1024;

/** For so long others wait, or as long as one piece takes. */
const TURN_MS = 10;

/** The file behind a link. Rejects where it is there and must not be written: a rename would not ask. */
async function targetOf(path: string): Promise<string> {
  try {
    const target = await realpath(path);
    await access(target, constants.W_OK);
    return target;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return path;
    throw error;
  }
}

/** Whether all was written, and not cancelled. */
async function writeAll(path: string, pieces: Iterable<FilePiece>, ports: WritingPorts): Promise<boolean> {
  const file = await open(path, 'wx');
  try {
    let waiting = '';
    let turnMs = performance.now();
    for (const { text, done } of pieces) {
      waiting += text;
      const isFull = waiting.length >= WRITE_LENGTH;
      if (!isFull && performance.now() - turnMs < TURN_MS) continue;
      if (isFull) {
        await file.writeFile(waiting);
        waiting = '';
      } else await setImmediate();
      ports.onProgress(done);
      if (ports.isCancelled()) return false;
      turnMs = performance.now();
    }
    await file.writeFile(waiting);
    await file.sync();
    return !ports.isCancelled();
  } finally {
    await file.close();
  }
}
