import type { ProcessStanding } from '../../shared/sample';

/** What keeps a process from running, as the end of a sentence. Source: proc_pid_stat(5), field 3. */
export function standingReason(standing: Exclude<ProcessStanding, 'running'>): string {
  switch (standing) {
    case 'stopped':
      return 'is stopped by a signal; SIGCONT lets it go on';
    case 'traced':
      return 'is held by a tracer';
    case 'uninterruptible':
      return 'is stuck in uninterruptible sleep: it waits for a disk or another device';
    case 'zombie':
      return 'has ended, but for threads of it that go on';
  }
}
