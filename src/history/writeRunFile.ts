import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import type { SessionStore } from '../series/sessionStore';
import type { Session } from '../shared/state';
import { AppendFile } from './appendFile';
import type { RunHeader } from './runRecords';
import { RunWriter } from './runWriter';
import { SeriesDictionary } from './seriesDictionary';
import { SessionDiff } from './sessionDiff';

/**
 * Writes a run that is over into one file, as `readRun` reads it: beside its place first, so that a file that was there
 * stays until the new one is whole. Rejects with the error of the file system.
 */
export async function writeRunFile(
  path: string,
  header: RunHeader,
  session: Session,
  store: SessionStore,
): Promise<void> {
  const working = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const workingLog = `${working}.log`;
  try {
    const writer = new RunWriter(await AppendFile.open(working, 0), await AppendFile.open(workingLog, 0), 0, Infinity);
    writer.addHeader(header);
    const { first, added, columns } = new SeriesDictionary().take(store);
    if (added.length > 0) writer.addSeries({ first, keys: [...added] });
    writer.addRows(columns);
    const changes = new SessionDiff().next(session);
    if (changes !== undefined) writer.addChanges(changes);
    await writer.end([]);
    await rename(working, path);
  } finally {
    await Promise.all([working, workingLog].map((file) => rm(file, { force: true })));
  }
}
