import type { CatalogRun } from '../../history/runCatalog';
import type { RunSummary } from '../../history/runSummary';
import type { PastRunOutline } from '../../shared/pastRunOutline';
import { pastSessionId } from './pastRuns';

/** So many runs the panel's picker lists; the tree has them all. */
const MOST_LISTED = 200;

/** Runs as the panel's picker lists them, in their order, without those that are still written. */
export function pastRunOutlines(runs: readonly CatalogRun[]): readonly PastRunOutline[] {
  return runs.flatMap((run) => outlineOf(run) ?? []).slice(0, MOST_LISTED);
}

function outlineOf({ id, name, summary, endedAtMs, isWriting }: CatalogRun): PastRunOutline | undefined {
  const { configuration, startedAtMs, exitCode, peakCpuCores, peakMemoryBytes, git } = summary;
  if (isWriting) return undefined;
  return {
    sessionId: pastSessionId(id),
    name,
    configuration,
    startedAtMs,
    endedAtMs,
    outcome: outcomeOf(summary),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(peakCpuCores === undefined ? {} : { peakCpuCores }),
    ...(peakMemoryBytes === undefined ? {} : { peakMemoryBytes }),
    ...(git === undefined ? {} : { commit: git.commit, isDirty: git.isDirty }),
  };
}

/** One that nobody writes any more, though it says so, was interrupted. */
function outcomeOf({ outcome }: RunSummary): PastRunOutline['outcome'] {
  return outcome === 'running' ? 'interrupted' : outcome;
}
