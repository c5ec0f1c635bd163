import type { ExportedRun, FilePiece } from '../../src/exporting/text/exportedRun';
import { SessionStore, UNLIMITED } from '../../src/series/sessionStore';
import { attributesOf } from '../../src/shared/sample';
import { PROCESS } from './exportedSessions';
import { appendSeconds, CPU, MEMORY, SESSION } from './recordedRun';
import { T0 } from './rounds';

/** A store without limits, as exports fill it. */
export function unlimitedStore(): SessionStore {
  return new SessionStore(UNLIMITED);
}

/**
 * A run of some seconds with values of the tree and, half a tenth of a second later, of its process; in second 2 of the
 * process's memory there is a gap.
 */
export function exportedRun(seconds: number, more: Partial<ExportedRun> = {}): ExportedRun {
  const store = unlimitedStore();
  appendSeconds(store, 0, seconds);
  for (let second = 0; second < seconds; second++) {
    const timeMs = T0 + second * 1_000 + 50.125;
    const memory = store.series({ ...MEMORY, process: PROCESS });
    if (second === 2) memory?.appendGap(timeMs);
    else memory?.append(timeMs, 4_096 * second);
    store
      .series({ ...CPU, process: PROCESS, attributes: attributesOf({ 'cpu.mode': 'user' }) })
      ?.append(timeMs, second / 3);
  }
  return { session: SESSION, store, fromMs: -Infinity, toMs: Infinity, exportedAtMs: T0 + 60_000, ...more };
}

/** The whole text of a file. */
export function textOf(pieces: Iterable<FilePiece>): string {
  return [...pieces].map(({ text }) => text).join('');
}
