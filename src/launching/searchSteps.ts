import type { ProcessKey } from '../shared/sample';
import { isAttach, type FollowedSession } from './followedSession';
import type { SearchStep } from './patientSearch';
import { canBeAsked, type TargetSearch } from './targetSearch';
import { isNodeType } from './targets/jsDebug';

/** An adapter that names its process does so within this time after the launch. */
const PATIENCE_MS = 3_000;
/** js-debug names each process by a session of its own, and says for that session when it is paused. */
const NODE_PATIENCE_MS = 6_000;

/** What was known when the launch was asked for. */
export interface LaunchContext {
  readonly hostPid: number;
  /** Whether markers can be found here at all. */
  readonly canFindMarked: boolean;
  /** When the session began, epoch milliseconds. */
  readonly sinceMs: number;
  /** The processes that had begun with the session by the time of the launch request. */
  readonly before: Promise<ReadonlySet<ProcessKey>>;
}

/**
 * The ways to find the process of a root session that nobody has named, in the order in which they are believed. Of an
 * attach only what its debugger says can tell: its program may be anywhere below anything.
 */
export function searchSteps(
  session: FollowedSession,
  search: TargetSearch,
  context: LaunchContext,
): readonly SearchStep[] {
  const { facts } = session;
  const startedSinceMs = isAttach(session) ? undefined : context.sinceMs;
  const asked: SearchStep = {
    foundBy: 'own answer',
    afterMs: 0,
    find: () => search.byAskingDebugger(facts, startedSinceMs),
  };
  const said: SearchStep = {
    foundBy: 'debug console',
    afterMs: 0,
    find: () =>
      session.mentionedPid === undefined ? nothing() : search.byPid(facts, session.mentionedPid, startedSinceMs),
  };
  const talked = canBeAsked(facts) ? [asked] : [];
  if (isAttach(session)) return [...talked, said];
  const marker = session.start?.marker;
  const marked: SearchStep = {
    foundBy: 'environment',
    afterMs: isNodeType(facts.type) ? NODE_PATIENCE_MS : 0,
    find: () => (marker === undefined ? nothing() : search.byEnvironment(marker, context.sinceMs)),
  };
  const descended: SearchStep = {
    foundBy: 'descent',
    afterMs: isNodeType(facts.type) ? NODE_PATIENCE_MS : PATIENCE_MS,
    find: async () =>
      search.byDescent({
        ancestorPid: session.shellPid ?? context.hostPid,
        sinceMs: context.sinceMs,
        before: await context.before,
        // Of a marked program the marker would have told; without it this is some other extension's process.
        onlyBelowAdapter: marker !== undefined && context.canFindMarked && session.shellPid === undefined,
      }),
  };
  return [...talked, marked, descended, said];
}

function nothing(): Promise<{ readonly kind: 'none'; readonly reason: string }> {
  return Promise.resolve({ kind: 'none', reason: 'Nothing is known yet.' });
}
