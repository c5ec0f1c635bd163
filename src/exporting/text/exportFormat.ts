import type { ExportedRun, FilePiece } from './exportedRun';
import { longCsv } from './longCsv';
import { sessionJson } from './sessionJson';
import { sessionOpenMetrics } from './sessionOpenMetrics';
import { wideCsv } from './wideCsv';

/** The kinds of files that a run can be written to. */
export const EXPORT_FORMATS = ['json', 'wideCsv', 'longCsv', 'openMetrics'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The pieces of a file. */
export function piecesOf(format: ExportFormat, run: ExportedRun): Generator<FilePiece> {
  switch (format) {
    case 'json':
      return sessionJson(run);
    case 'wideCsv':
      return wideCsv(run);
    case 'longCsv':
      return longCsv(run);
    case 'openMetrics':
      return sessionOpenMetrics(run);
  }
}

/** A name for the file that every file system takes: the run's name, when it began (UTC), and the kind of file. */
export function fileNameOf(format: ExportFormat, { name, startedAtMs }: { name: string; startedAtMs: number }): string {
  const readable = name.replace(/[^\p{L}\p{N}._-]+/gu, ' ').replace(/^[ .]+|[ .]+$/g, '');
  const begun = new Date(startedAtMs).toISOString().slice(0, 16).replace('T', ' ').replace(':', '-');
  return `${readable.slice(0, 80) || 'session'} ${begun}.${EXTENSIONS[format]}`;
}

/** How the files' names end. */
export const EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  json: 'json',
  wideCsv: 'csv',
  longCsv: 'csv',
  openMetrics: 'txt',
};
