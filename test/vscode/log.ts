import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The text of the monitor's log so far. The editor does not tell where it keeps it, but has the file open. */
export function monitorLog(): string {
  const files = readdirSync('/proc/self/fd').map(target);
  const log = files.find((file) => file?.endsWith('Process Monitor.log'));
  return log === undefined ? '' : readFileSync(log, 'utf8');
}

function target(descriptor: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    // It was open for the listing itself.
    return undefined;
  }
}
