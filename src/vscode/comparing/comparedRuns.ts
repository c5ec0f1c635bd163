import { comparisonOf, type NamedRun } from '../../comparing/comparison';
import { compareRuns } from '../../comparing/compareRuns';
import { verdictLine } from '../../comparing/verdictLine';
import { fillStore } from '../../history/fillStore';
import type { StoredRun } from '../../history/readRun';
import { SessionStore, UNLIMITED } from '../../series/sessionStore';
import type { Comparison } from '../../shared/comparison';

/** Runs held against the first of them, aligned at a mark or at their starts. */
export function comparisonOfRuns(runs: readonly StoredRun[], mark: string | undefined): Comparison {
  return comparisonOf(runs.map(namedRun), mark);
}

/** What a run did otherwise than the one before, in a line; undefined where nothing is more than noise. */
export function verdictOf(before: StoredRun, after: StoredRun): string | undefined {
  return verdictLine(compareRuns(namedRun(before), namedRun(after)));
}

function namedRun(run: StoredRun): NamedRun {
  const store = new SessionStore(UNLIMITED);
  fillStore(run, store);
  return { name: run.session.name, startedAtMs: run.header.startedAtMs, events: run.session.events, store };
}
