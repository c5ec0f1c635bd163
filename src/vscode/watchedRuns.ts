import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { SessionId } from '../shared/sample';
import type { Session } from '../shared/state';

const KEY = 'watchedRuns';

/** So many runs are remembered; more at once are not worth taking up again. */
const MOST_RUNS = 50;

const watchedRun = v.object({
  name: v.pipe(v.string(), v.maxLength(500)),
  type: v.pipe(v.string(), v.maxLength(100)),
  workspaceFolder: v.exactOptional(v.pipe(v.string(), v.maxLength(2_000))),
  processes: v.array(v.object({ pid: v.pipe(v.number(), v.integer(), v.minValue(1)), startTimeMs: v.number() })),
});

/** A run that was monitored when the window went away, with the roots of its tree. */
export type WatchedRun = v.InferOutput<typeof watchedRun>;

/** Remembers in the workspace which runs are monitored, so that a reload of the window can take them up again. */
export class WatchedRuns {
  private written = '';

  constructor(
    private readonly memento: vscode.Memento,
    private readonly log: (text: string) => void,
  ) {}

  /** The runs that were remembered; whatever is not understood is left out. */
  remembered(): readonly WatchedRun[] {
    const stored = this.memento.get<unknown>(KEY);
    if (!Array.isArray(stored)) return [];
    return stored.slice(0, MOST_RUNS).flatMap((entry: unknown) => {
      const parsed = v.safeParse(watchedRun, entry);
      return parsed.success ? [parsed.output] : [];
    });
  }

  /** Remembers the sessions that still run, with their workspace folders; writes only when they have changed. */
  remember(sessions: readonly Session[], folderOf: (id: SessionId) => string | undefined): void {
    const runs = sessions
      .filter((session) => session.endedAtMs === undefined)
      .map(({ id, name, type, processes }) => ({
        name,
        type,
        ...folderIn(folderOf(id)),
        processes: processes
          .filter(({ alive, depth }) => alive && depth === 0)
          .map(({ pid, startTimeMs }) => ({ pid, startTimeMs })),
      }))
      .filter((run) => run.processes.length > 0)
      .slice(0, MOST_RUNS);
    const text = JSON.stringify(runs);
    if (text === this.written) return;
    this.written = text;
    this.memento.update(KEY, runs).then(undefined, (error: unknown) => {
      this.log(`Which runs are monitored could not be remembered: ${String(error)}`);
    });
  }
}

function folderIn(workspaceFolder: string | undefined): Pick<WatchedRun, 'workspaceFolder'> {
  return workspaceFolder === undefined ? {} : { workspaceFolder };
}
