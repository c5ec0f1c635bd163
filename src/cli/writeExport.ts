import { writePieces } from '../exporting/files/writePieces';
import { piecesOf } from '../exporting/text/exportFormat';
import { FORMAT_VERSION } from '../history/runRecords';
import { writeRunFile } from '../history/writeRunFile';
import type { WatchedEnd } from './watchCommand';

/**
 * Writes a run into a file of the format that its name says. Returns what the file system refused, a code, or undefined
 * where all is well. A file that was there stays until the new one is whole.
 */
export async function writeExport(path: string, run: WatchedEnd, exportedAtMs: number): Promise<string | undefined> {
  const { session, store } = run;
  const format = formatOf(path);
  if (format === undefined) return 'its name says no format';
  if (format === 'run') return writeRun(path, run);
  const pieces = piecesOf(format, { session, store, fromMs: -Infinity, toMs: Infinity, exportedAtMs });
  const written = await writePieces(path, pieces, { isCancelled: () => false, onProgress: () => undefined });
  return written.kind === 'failed' ? written.code : undefined;
}

/** The format that a file's name says; undefined where it says none. */
export function formatOf(path: string): (typeof FORMATS)[number][1] | undefined {
  return FORMATS.find(([suffix]) => path.endsWith(suffix))?.[1];
}

const FORMATS = [
  ['.json', 'json'],
  ['.run', 'run'],
  ['.om.txt', 'openMetrics'],
  ['.csv', 'wideCsv'],
] as const;

async function writeRun(path: string, { session, store }: WatchedEnd): Promise<string | undefined> {
  const { id, name, type, startedAtMs } = session;
  const header = {
    format: FORMAT_VERSION,
    versions: { platform: process.platform, node: process.version },
    sessionId: id,
    name,
    type,
    configuration: name,
    startedAtMs,
  } as const;
  try {
    await writeRunFile(path, header, session, store);
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}
