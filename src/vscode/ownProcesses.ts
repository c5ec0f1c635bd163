import { statSync } from 'node:fs';
import type { ProcessInfo } from '../shared/sample';

/**
 * The processes of the user who runs the editor. Where the system does not tell whose a process is, all are kept.
 */
export function ownProcesses(processes: readonly ProcessInfo[]): readonly ProcessInfo[] {
  const uid = process.getuid?.();
  if (process.platform !== 'linux' || uid === undefined) return processes;
  return processes.filter(({ pid }) => {
    try {
      return statSync(`/proc/${pid}`).uid === uid;
    } catch {
      // It has exited since the list was made.
      return false;
    }
  });
}
