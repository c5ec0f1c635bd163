import type { ProcessInfo } from '../shared/sample';

/** A process as the table holds it: with what tells its family, where the system says so. */
export interface TableEntry extends ProcessInfo {
  /** The id of its process group: the pid of the process that leads the group, or led it. */
  readonly processGroup?: number;
  /** The id of its session, in the sense of setsid(2): the pid of the process that leads it, or led it. */
  readonly session?: number;
}
