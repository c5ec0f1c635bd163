import { globSync } from 'glob';
import { RunFolder, type RunId } from '../../src/history/runFolder';
import type { StoredRun } from '../../src/history/readRun';
import type { RunSummary } from '../../src/history/runSummary';
import { waitFor } from './waitFor';

/** The runs that a window has kept, found on the disk below the folder in which its editor keeps its data. */
export class KeptRuns {
  constructor(
    private readonly dataFolder: string,
    private readonly storage: 'workspaceStorage' | 'globalStorage' = 'workspaceStorage',
  ) {}

  /** The folder with the runs; undefined while none was written. There must not be several. */
  get path(): string | undefined {
    const found = globSync(`**/${this.storage}/**/process-monitor.process-monitor/runs`, {
      cwd: this.dataFolder,
      absolute: true,
    });
    if (found.length > 1) throw new Error(`runs lie in ${found.join(' and ')}`);
    return found[0];
  }

  get folder(): RunFolder {
    const { path } = this;
    if (path === undefined) throw new Error('no run was kept yet');
    return new RunFolder(path);
  }

  /** The newest run whose summary is as asked, once there is one; `what` completes "the run that ...". */
  async find(what: string, isSo: (summary: RunSummary) => boolean): Promise<KeptRun> {
    return waitFor(
      async () => {
        for (const id of (await this.folder.ids()).toReversed()) {
          const summary = await this.folder.summary(id);
          if (summary !== undefined && isSo(summary)) return { id, summary };
        }
        return undefined;
      },
      { timeoutMs: 60_000, what: `the run that ${what}` },
    );
  }

  /** What the files of a run hold. Throws where they cannot be read. */
  async read(id: RunId): Promise<StoredRun> {
    const run = await this.folder.read(id);
    if (run.kind === 'unreadable') throw new Error(run.reason);
    return run;
  }
}

export interface KeptRun {
  readonly id: RunId;
  readonly summary: RunSummary;
}
