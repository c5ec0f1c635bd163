import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fillStore } from '../../src/history/fillStore';
import type { SeriesKey } from '../../src/series/seriesKey';
import { SessionStore } from '../../src/series/sessionStore';
import { inRepository } from '../host/paths';
import { CPU, cpuAt, FLUSHED_SECONDS, MEMORY, memoryAt, rowsOf, RUN, secondsOf, withRunFolder } from './recordedRun';

/**
 * Starts a process that writes a run, kills it so long after its first flush, and opens what it left: all rows that the
 * disk was said to have must be there with their values, and none that never was. Returns how many seconds there are.
 */
export async function killWriter(afterMs: number): Promise<number> {
  let kept = 0;
  await withRunFolder(async (folder, path) => {
    const writer = spawn(process.execPath, [inRepository('out', 'host', 'runWriter.js'), path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    writer.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const closed = once(writer, 'close');
    await once(writer.stdout, 'data');
    setTimeout(() => writer.kill('SIGKILL'), afterMs);
    await closed;
    assert.equal(writer.signalCode, 'SIGKILL');
    const told = Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1));
    assert.ok(told >= FLUSHED_SECONDS);
    const run = await folder.read(RUN);
    assert.ok(run.kind === 'run', run.kind === 'unreadable' ? run.reason : '');
    const store = new SessionStore();
    fillStore(run, store);
    kept = checkedSeconds(store, CPU, cpuAt);
    assert.ok(kept >= told && kept <= told + FLUSHED_SECONDS, `${kept} seconds are kept, ${told} were flushed`);
    assert.ok(checkedSeconds(store, MEMORY, memoryAt) >= told);
  });
  return kept;
}

/** Checks every row that the store holds, of a long run the last hour; returns the second behind the last. */
function checkedSeconds(store: SessionStore, key: SeriesKey, valueAt: (second: number) => number): number {
  const rows = rowsOf(store, key);
  const [first, last] = [rows[0]?.[0] ?? 0, (rows.at(-1)?.[0] ?? -1) + 1];
  assert.ok(first === 0 || rows.length >= 3600, `${rows.length} rows from second ${first} on`);
  assert.deepEqual(rows, secondsOf(first, last, valueAt));
  return last;
}
