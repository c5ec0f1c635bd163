import type { IsAncestor } from '../alerting/inhibition';
import { processKey } from '../shared/sample';
import type { ProcessView } from '../shared/state';

/** Whether one process is an ancestor of another, among the processes of a tree; those that have exited do not count. */
export function isAncestorIn(processes: readonly ProcessView[]): IsAncestor {
  const living = processes.filter(({ alive }) => alive);
  const byPid = new Map(living.map((process) => [process.pid, process]));
  return (ancestor, process) => {
    let current = living.find((one) => processKey(one) === process);
    // Two that name each other as parent, after a pid was reused, must not hold us up.
    for (let steps = living.length; current !== undefined && steps > 0; steps--) {
      current = byPid.get(current.parentPid);
      if (current !== undefined && processKey(current) === ancestor) return true;
    }
    return false;
  };
}
