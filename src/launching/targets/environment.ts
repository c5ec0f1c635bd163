import { processKey, type ProcessInfo, type ProcessKey } from '../../shared/sample';
import { isDebuggerHelper } from '../../shared/debuggerHelper';
import { isShell } from '../shell';

/**
 * The program among the processes that carry the marker of a launch in their environment: the oldest that has no
 * program above it. Launchers of the debugger and shells carry the marker as well and are stepped over. Undefined if
 * there is none.
 */
export function environmentTarget(
  processes: readonly ProcessInfo[],
  marked: ReadonlySet<ProcessKey>,
): ProcessInfo | undefined {
  const programs = processes.filter(
    (process) => marked.has(processKey(process)) && !isDebuggerHelper(process.name) && !isShell(process.name),
  );
  const pids = new Set(programs.map(({ pid }) => pid));
  const topmost = programs.filter(({ parentPid }) => !pids.has(parentPid));
  return topmost.sort((a, b) => a.startTimeMs - b.startTimeMs || a.pid - b.pid)[0];
}
