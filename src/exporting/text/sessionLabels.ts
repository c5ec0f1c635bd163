import type { ProcessInfo } from '../../shared/sample';
import type { Session } from '../../shared/state';
import { labelText } from './labelText';

/** The labels of a session, as they are written: its name for people, its id against namesakes. */
export function sessionLabels({ name, id }: Pick<Session, 'name' | 'id'>): string {
  return labelText([
    ['session', name],
    ['session_id', id],
  ]);
}

/** The labels of a process, as they are written. Its name is a basename: a command line may hold secrets. */
export function processLabels({ name, pid }: Pick<ProcessInfo, 'name' | 'pid'>): string {
  return labelText([
    ['process', name],
    ['pid', String(pid)],
  ]);
}
