import type { Session } from '../shared/state';

/** The sessions that are new or not as they were. */
export function changedSince(before: readonly Session[], now: readonly Session[]): readonly Session[] {
  const known = new Map(before.map((session) => [session.id, session]));
  return now.filter((session) => !isUnchanged(session, known.get(session.id)));
}

/** Whether two states of a session are alike: its parts are replaced, never changed in place. */
function isUnchanged(a: Session, b: Session | undefined): boolean {
  return (
    a.id === b?.id &&
    a.name === b.name &&
    a.state === b.state &&
    a.processes === b.processes &&
    a.pauses === b.pauses &&
    a.events === b.events &&
    a.alerts === b.alerts &&
    a.health === b.health &&
    a.budgets === b.budgets &&
    a.learningMs === b.learningMs &&
    a.endedAtMs === b.endedAtMs &&
    a.exitCode === b.exitCode &&
    a.reason === b.reason
  );
}
