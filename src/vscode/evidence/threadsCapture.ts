import { writeFile } from 'node:fs/promises';
import { EvidenceFolder } from '../../runtime/capturing/evidenceFolder';
import { evidenceText } from '../../sampling/evidence/evidenceText';
import { readProcessEvidence } from '../../sampling/evidence/processEvidence';
import type { Capture } from '../../shared/capture';
import type { ProcessInfo } from '../../shared/sample';

/** So many processes of a tree are looked at. */
const MOST_PROCESSES = 20;

/**
 * Writes what the threads of processes wait for and what they have open into a folder, as text; undefined where none of
 * them can be looked at. Linux only. Rejects with errors of the file system.
 */
export async function captureThreads(
  processes: readonly ProcessInfo[],
  path: string,
  timeMs: number,
): Promise<Capture | undefined> {
  const parts = await Promise.all(
    processes.slice(0, MOST_PROCESSES).map(async ({ pid, name }) => {
      const evidence = await readProcessEvidence('/proc', pid);
      return evidence === undefined
        ? []
        : evidenceText(`${name} (pid ${pid}), ${new Date(timeMs).toLocaleString()}`, evidence);
    }),
  );
  const texts = parts.flat();
  if (texts.length === 0) return undefined;
  const folder = new EvidenceFolder(path);
  await folder.freeDiskBytes();
  const file = `${new Date(timeMs).toISOString().replaceAll(/[T:.]/g, '-').slice(0, -1)}.txt`;
  await writeFile(folder.file(file), texts.join('\n'), { mode: 0o600 });
  return { kind: 'threads', file, hottest: [] };
}
