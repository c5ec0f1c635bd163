import type { Session } from '../shared/state';

/** The sessions that are new or not as they were. */
export function changedSince(before: readonly Session[], now: readonly Session[]): readonly Session[] {
  const known = new Map(before.map((session) => [session.id, session]));
  return now.filter((session) => !isUnchanged(session, known.get(session.id)));
}

/** Whether two states of a session are alike: its parts are replaced, never changed in place. */
function isUnchanged(a: Session, b: Session | undefined): boolean {
  if (b === undefined) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof Session)[]);
  return [...fields].every((field) => a[field] === b[field]);
}
