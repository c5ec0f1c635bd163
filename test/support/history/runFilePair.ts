import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fillStore } from '../../../src/history/fillStore';
import type { RunFolder } from '../../../src/history/runFolder';
import type { RunRecorder } from '../../../src/history/runRecorder';
import type { SeriesKey } from '../../../src/series/seriesKey';
import { SessionStore } from '../../../src/series/sessionStore';
import { beginRun, recorderOptions, RUN, SESSION, withRunFolder } from '../recordedRun';
import { ownCpuSeconds } from '../sampling/cpuTime';
import { JsonLinesRun, openJsonLines } from './jsonLinesRun';

/** One figure of our run file, and one of the peer's. */
export interface OfBoth {
  readonly ours: number;
  readonly peer: number;
}

/** A run file and a file of gzipped JSON Lines with the same samples, which go to the disk at the same moments. */
export class RunFilePair {
  private flushes = 0;

  private constructor(
    private readonly folder: RunFolder,
    private readonly recorder: RunRecorder,
    private readonly peer: JsonLinesRun,
    private readonly peerPath: string,
  ) {}

  /** Both files in a folder that is removed when the work is over. */
  static async use(work: (files: RunFilePair) => Promise<void>): Promise<void> {
    await withRunFolder(async (folder, path) => {
      const recorder = await beginRun(recorderOptions(folder));
      const peerPath = join(path, 'samples.jsonl.gz');
      await work(new RunFilePair(folder, recorder, await JsonLinesRun.create(peerPath), peerPath));
    });
  }

  /** Tells the peer of a sample; our recorder finds it in the store. */
  add(key: SeriesKey, timeMs: number, value: number): void {
    this.peer.add(key, timeMs, value);
  }

  /** Writes what is new to both, in turns of who comes first. Returns the CPU time that it took, seconds. */
  async flush(store: SessionStore): Promise<OfBoth> {
    this.flushes += 1;
    const flushOurs = (): Promise<number> => cpuSecondsOf(() => this.recorder.flush(SESSION, store));
    const flushPeer = (): Promise<number> => cpuSecondsOf(() => this.peer.flush());
    if (this.flushes % 2 === 1) return { ours: await flushOurs(), peer: await flushPeer() };
    const peer = await flushPeer();
    return { ours: await flushOurs(), peer };
  }

  /** Writes the rest to both and closes them. Returns their sizes, bytes. */
  async end(store: SessionStore): Promise<OfBoth> {
    await this.recorder.end(SESSION, store);
    await this.peer.end();
    return { ours: (await stat(this.folder.runPath(RUN))).size, peer: (await stat(this.peerPath)).size };
  }

  /** How long it takes until a store holds what is in our file, milliseconds. */
  async openOursMs(): Promise<number> {
    const before = performance.now();
    const read = await this.folder.read(RUN);
    if (read.kind !== 'run') throw new Error(read.reason);
    fillStore(read, new SessionStore());
    return performance.now() - before;
  }

  /** The same of the peer's. */
  async openPeerMs(): Promise<number> {
    const before = performance.now();
    await openJsonLines(this.peerPath, new SessionStore());
    return performance.now() - before;
  }
}

async function cpuSecondsOf(work: () => Promise<void>): Promise<number> {
  const before = ownCpuSeconds();
  await work();
  return ownCpuSeconds() - before;
}
