import type { SessionId } from '../../shared/sample';
import type { Session } from '../../shared/state';

/** A session as one that is only looked at: over, whatever it was when it was last heard of, and none of its processes alive. */
export function asPast(
  session: Session,
  more: { readonly id: SessionId; readonly endedAtMs: number; readonly name?: string; readonly reason?: string },
): Session {
  const isOver = session.state === 'ended' || session.state === 'crashed';
  return {
    ...session,
    ...more,
    isPast: true,
    endedAtMs: session.endedAtMs ?? more.endedAtMs,
    processes: session.processes.map((process) => ({ ...process, alive: false, paused: false })),
    ...(isOver ? {} : { state: 'ended', health: 'ended' }),
  };
}
