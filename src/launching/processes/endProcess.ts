import type { ProcessIdentity } from '../../shared/sample';

/** So long a process has to end by itself before a person is asked again. */
export const END_GRACE_MS = 3_000;
const POLL_MS = 100;

/** What ending a process needs of the world. */
export interface EndPorts {
  /** Whether this very process still runs: another one with its pid does not count. */
  isRunning(process: ProcessIdentity): Promise<boolean>;
  /** Whether a person means it: `polite` asks the process to end, `forced` gives it no choice. */
  confirm(how: 'polite' | 'forced'): Promise<boolean>;
  /** Sends a signal; throws where that is not allowed. */
  signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void;
  wait(milliseconds: number): Promise<void>;
}

/** How it came out. `gone`: it had exited before it was signalled. `kept`: a person did not mean it. */
export type EndOutcome = 'ended' | 'gone' | 'kept' | 'stillRunning' | { readonly problem: string };

/**
 * Ends one process on a person's confirmed request: SIGTERM, and SIGKILL if it is still there after the grace and a
 * person confirms once more. Its identity is checked right before each signal, since a person may think for long and the
 * system gives pids out again.
 */
export async function endProcess(process: ProcessIdentity, ports: EndPorts): Promise<EndOutcome> {
  if (!(await ports.isRunning(process))) return 'gone';
  if (!(await ports.confirm('polite'))) return 'kept';
  const polite = await signalled(process, 'SIGTERM', ports);
  if (polite !== 'stillRunning') return polite;
  if (!(await ports.confirm('forced'))) return 'stillRunning';
  return signalled(process, 'SIGKILL', ports);
}

async function signalled(process: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL', ports: EndPorts): Promise<EndOutcome> {
  if (!(await ports.isRunning(process))) return 'gone';
  try {
    ports.signal(process.pid, name);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  for (let waitedMs = 0; waitedMs < END_GRACE_MS; waitedMs += POLL_MS) {
    await ports.wait(POLL_MS);
    if (!(await ports.isRunning(process))) return 'ended';
  }
  return 'stillRunning';
}
