import type { Clock } from '../shared/clock';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import { processKey, type ProcessInfo, type ProcessKey, type SessionId } from '../shared/sample';
import type { ProcessSource } from './processSource';

/**
 * Measures the proportional memory of these processes once. The kernel walks all pages of a process for it, which takes
 * milliseconds for each: so it is done on demand only, one process after the other. Those that exit meanwhile are left
 * out. Never rejects.
 */
export async function measureProportionalMemory(
  source: Pick<ProcessSource, 'readProportionalMemory'>,
  clock: Clock,
  sessionId: SessionId,
  members: readonly ProcessInfo[],
): Promise<ProportionalMemory> {
  const processes: { key: ProcessKey; bytes: number }[] = [];
  const unreadable: string[] = [];
  for (const process of members) {
    const result = await source.readProportionalMemory(process);
    switch (result.kind) {
      case 'read':
        processes.push({ key: processKey(process), bytes: result.bytes });
        break;
      case 'failed':
        unreadable.push(process.name);
        break;
      case 'gone':
        break;
    }
  }
  return { sessionId, timeMs: clock.nowMs(), processes, unreadable };
}
