import type { ProcessKey } from '../src/shared/sample';
import type { TimeRange, View } from '../src/shared/view';

/** The view with a chosen span; without one, it follows what is new. */
export function viewWithRange({ sessionId, process, window }: View, range: TimeRange | undefined): View {
  return { sessionId, window, ...(process !== undefined && { process }), ...(range !== undefined && { range }) };
}

/** The view of one process; without one, of the whole tree. */
export function viewWithProcess({ sessionId, window, range }: View, process: ProcessKey | undefined): View {
  return { sessionId, window, ...(process !== undefined && { process }), ...(range !== undefined && { range }) };
}

/** Whether a snapshot answers an earlier request of the same kind: while a span is moved, requests follow each other. */
export function isOvertaken(requested: View | undefined, answered: View | undefined): boolean {
  if (requested?.range === undefined || answered?.range === undefined || !isSameSubject(requested, answered))
    return false;
  return requested.range.fromMs !== answered.range.fromMs || requested.range.toMs !== answered.range.toMs;
}

/** Whether two views are of the same process of the same run, or both of its whole tree. */
export function isSameSubject(one: View | undefined, other: View | undefined): boolean {
  return one?.sessionId === other?.sessionId && one?.process === other?.process;
}
