import * as v from 'valibot';
import { pastSessionId } from '../history/pastRuns';

/** The session that a command's argument names: a node of the tree of sessions or of past runs; else undefined. */
export function sessionIdIn(argument: unknown): string | undefined {
  const live = v.safeParse(sessionNode, argument);
  if (live.success) return live.output.sessionId;
  const past = v.safeParse(runNode, argument);
  return past.success ? pastSessionId(past.output.run.id) : undefined;
}

const sessionNode = v.object({ sessionId: v.string() });
const runNode = v.object({ run: v.object({ id: v.string() }) });
