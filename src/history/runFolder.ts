import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { readRun, type ReadRun } from './readRun';
import { runSummary, type RunSummary } from './runSummary';
import { writeAtomically } from './writeAtomically';

/** Names a run within a folder: the beginning of its files' names. */
export type RunId = string;

/**
 * The folder that holds the runs of a workspace. Several windows may use it at once: every file has one writer, and what
 * lists show lies in small files of their own, one for each run, instead of one for all that windows would fight over.
 *
 * - `ID.run` and, while it is written, `ID.log`: the run. See `RunWriter`.
 * - `ID.json`: its summary, written by whoever writes the run.
 * - `ID.note.json`: what a person said of it.
 * - `ID.evidence`: a folder with what was taken of the program, where something was.
 *
 * Rejects with the errors of the file system, but for files that are not there.
 */
export class RunFolder {
  constructor(private readonly path: string) {}

  /** Creates the folder; nobody else on the machine may read it. */
  async create(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  runPath(id: RunId): string {
    return this.file(id, 'run');
  }

  /** The folder of the evidence that was taken of a run. */
  evidencePath(id: RunId): string {
    return this.file(id, 'evidence');
  }

  logPath(id: RunId): string {
    return this.file(id, 'log');
  }

  /** The ids of all runs, oldest first; empty where there is no folder. */
  async ids(): Promise<readonly RunId[]> {
    const names = await readdir(this.path).catch(ifMissing<string[]>([]));
    return names
      .flatMap((name) => (name.endsWith('.run') ? [name.slice(0, -'.run'.length)] : []))
      .filter((id) => RUN_ID.test(id))
      .sort();
  }

  /** The run as it is stored, as far as it has been written. */
  async read(id: RunId): Promise<ReadRun> {
    // The log first: a chunk that is closed in between is then found twice, not nowhere.
    const log = await readFile(this.logPath(id)).catch(ifMissing(Buffer.alloc(0)));
    return readRun(await readFile(this.runPath(id)), log);
  }

  /** The summary of a run; undefined where it is missing or not understood. */
  async summary(id: RunId): Promise<RunSummary | undefined> {
    return this.readJson(this.file(id, 'json'), runSummary);
  }

  async writeSummary(id: RunId, summary: RunSummary): Promise<void> {
    await writeAtomically(this.file(id, 'json'), JSON.stringify(summary));
  }

  /** What a person said of a run; empty where nothing was said. */
  async note(id: RunId): Promise<RunNote> {
    return (await this.readJson(this.file(id, 'note.json'), runNote)) ?? {};
  }

  async writeNote(id: RunId, note: RunNote): Promise<void> {
    await writeAtomically(this.file(id, 'note.json'), JSON.stringify(note));
  }

  /** Bytes of a run's two files and of its evidence. */
  async bytes(id: RunId): Promise<number> {
    const evidence = await readdir(this.evidencePath(id)).catch(ifMissing<string[]>([]));
    const paths = [this.runPath(id), this.logPath(id), ...evidence.map((name) => join(this.evidencePath(id), name))];
    const sizes = await Promise.all(paths.map((path) => sizeOf(path)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Removes a run for good. */
  async remove(id: RunId): Promise<void> {
    await rm(this.evidencePath(id), { recursive: true, force: true });
    // The run last: as long as it is there, the run is listed and can be removed again.
    for (const suffix of ['log', 'note.json', 'json', 'claim', 'run']) await rm(this.file(id, suffix), { force: true });
  }

  /**
   * Claims a run whose writer has gone for a process, so that of several windows one alone continues it. False if another
   * one has. The claim stands until `release`.
   */
  async claim(id: RunId, pid: number): Promise<boolean> {
    try {
      await writeFile(this.file(id, 'claim'), String(pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (isCode(error, 'EEXIST')) return false;
      throw error;
    }
  }

  /** The process that has claimed a run; undefined where none has. */
  async claimant(id: RunId): Promise<number | undefined> {
    const text = await readFile(this.file(id, 'claim'), 'utf8').catch(ifMissing(undefined));
    return text === undefined ? undefined : Number(text);
  }

  async release(id: RunId): Promise<void> {
    await rm(this.file(id, 'claim'), { force: true });
  }

  private file(id: RunId, suffix: string): string {
    // An id may come from a command's argument; no path may be made of it.
    if (!RUN_ID.test(id)) throw new TypeError(`${JSON.stringify(id)} does not name a run`);
    return join(this.path, `${id}.${suffix}`);
  }

  private async readJson<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
    const text = await readFile(path, 'utf8').catch(ifMissing(''));
    try {
      const parsed = v.safeParse(schema, JSON.parse(text));
      return parsed.success ? parsed.output : undefined;
    } catch {
      return undefined;
    }
  }
}

/** The id of a new run; `random` tells runs apart that start in the same millisecond. Ids sort by their start. */
export function newRunId(startedAtMs: number, random: string): RunId {
  return `${Math.round(startedAtMs).toString(36).padStart(9, '0')}-${random}`;
}

const RUN_ID = /^[a-z0-9]{1,12}-[a-z0-9]{1,32}$/;

const runNote = v.object({ name: v.exactOptional(v.string()), isPinned: v.exactOptional(v.boolean()) });

export type RunNote = v.InferOutput<typeof runNote>;

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(ifMissing(undefined));
  return found?.size ?? 0;
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isCode(error, 'ENOENT')) return instead;
    throw error;
  };
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
