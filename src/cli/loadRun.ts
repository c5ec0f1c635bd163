import { readFile } from 'node:fs/promises';
import { fillFromDocument, readSessionJson, type Refused } from '../exporting/text/readSessionJson';
import { fillStore } from '../history/fillStore';
import { readRun } from '../history/readRun';
import { SessionStore, UNLIMITED } from '../series/sessionStore';
import type { Session } from '../shared/state';

/**
 * Reads a run that was exported as JSON, or a run file of the extension; with a mark, from the first event of that text on.
 * What cannot be read is told for people.
 */
export async function loadRun(path: string, mark?: string): Promise<LoadedRun> {
  const content = await readFile(path).catch((error: unknown) => (error instanceof Error ? error : undefined));
  if (!Buffer.isBuffer(content)) return problem(path, content?.message ?? 'it is no file');
  const store = new SessionStore(UNLIMITED);
  if (content[0] === BRACE) {
    const read = readSessionJson(content.toString('utf8'));
    if (read.kind === 'refused') return problem(path, refusedText(read.reason));
    fillFromDocument(read.document, store);
    return alignedAt(mark, { kind: 'run', store, session: read.document.session }, path);
  }
  const run = readRun(content);
  if (run.kind === 'unreadable') return problem(path, run.reason);
  fillStore(run, store);
  return alignedAt(mark, { kind: 'run', store, session: run.session }, path);
}

export type LoadedRun = FoundRun | { readonly kind: 'problem'; readonly text: string };

interface FoundRun {
  readonly kind: 'run';
  readonly store: SessionStore;
  readonly session: Session;
  /** When its mark was set, epoch milliseconds; absent where none was asked for. */
  readonly fromMs?: number;
}

function alignedAt(mark: string | undefined, run: FoundRun, path: string): LoadedRun {
  if (mark === undefined) return run;
  const marks = run.session.events.filter(({ kind }) => kind === 'mark');
  const found = marks.find(({ text }) => text === mark);
  if (found !== undefined) return { ...run, fromMs: found.timeMs };
  const names = [...new Set(marks.map(({ text }) => text))];
  const known = names.length === 0 ? 'It has no marks.' : `Its marks are: ${names.join(', ')}.`;
  return { kind: 'problem', text: `${path} has no mark "${mark}". ${known}` };
}

/** What JSON begins with, and a run file does not. */
const BRACE = '{'.charCodeAt(0);

function problem(path: string, reason: string): LoadedRun {
  return { kind: 'problem', text: `${path} cannot be read as a run: ${reason}` };
}

function refusedText(refused: Refused): string {
  switch (refused.kind) {
    case 'noJson':
      return `it is no JSON: ${refused.detail}`;
    case 'otherFormat':
      return 'it was not written by Process Monitor. Export a session as JSON.';
    case 'laterVersion':
      return `it was written by a later version (${refused.version}). Update Process Monitor.`;
    case 'invalid':
      return `${refused.path}: ${refused.detail}`;
  }
}
