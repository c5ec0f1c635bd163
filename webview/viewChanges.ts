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
