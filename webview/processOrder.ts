import type { ProcessView } from '../src/shared/state';

/** Exited processes that are still listed beside living ones. */
const MAX_EXITED = 20;

/**
 * Processes in the order of the table. While any lives: the living ones as a tree (each parent before its children,
 * siblings by their start), then the newest exited ones, at most 20. When none lives: the whole tree.
 */
export function orderProcesses(processes: readonly ProcessView[]): readonly ProcessView[] {
  const alive = processes.filter((process) => process.alive);
  if (alive.length === 0) return asTree(processes);
  const exited = processes
    .filter((process) => !process.alive)
    .sort((one, other) => (other.endedAtMs ?? 0) - (one.endedAtMs ?? 0))
    .slice(0, MAX_EXITED);
  return [...asTree(alive), ...exited];
}

/** Depth first. A process whose parent is not in the list, or that is its own ancestor, stands as a root. */
function asTree(processes: readonly ProcessView[]): readonly ProcessView[] {
  const byStart = [...processes].sort((one, other) => one.startTimeMs - other.startTimeMs || one.pid - other.pid);
  const pids = new Set(byStart.map((process) => process.pid));
  const children = new Map<number, ProcessView[]>();
  for (const process of byStart) {
    const siblings = children.get(process.parentPid);
    if (siblings === undefined) children.set(process.parentPid, [process]);
    else siblings.push(process);
  }
  const placed = new Set<ProcessView>();
  const place = (process: ProcessView): void => {
    if (placed.has(process)) return;
    placed.add(process);
    children.get(process.pid)?.forEach(place);
  };
  byStart.filter((process) => !pids.has(process.parentPid)).forEach(place);
  byStart.forEach(place);
  return [...placed];
}
