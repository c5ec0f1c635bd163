import { writeRunFile } from '../../src/history/writeRunFile';
import { SessionStore, UNLIMITED } from '../../src/series/sessionStore';
import { attributesOf } from '../../src/shared/sample';
import { HEADER, SESSION } from './recordedRun';
import { T0 } from './rounds';

export const LARGE_RUN = 'Large run';

const SERIES = 200;
const SECONDS = 20_000;

/** Writes a run that takes seconds to export with a line for each of its four million values. */
export async function writeLargeRun(path: string): Promise<void> {
  const store = new SessionStore(UNLIMITED);
  for (let i = 0; i < SERIES; i++) {
    const series = store.series({ metric: 'app.value', attributes: attributesOf({ name: `value ${i}` }) });
    for (let second = 0; second < SECONDS; second++) series?.append(T0 + second * 1_000, second % 100);
  }
  const facts = { name: LARGE_RUN, configuration: LARGE_RUN };
  const session = { ...SESSION, ...facts, state: 'ended', endedAtMs: T0 + SECONDS * 1_000 } as const;
  await writeRunFile(path, { ...HEADER, ...facts }, session, store);
}
