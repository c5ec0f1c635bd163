import { labelledNumber } from './labelledNumber';

/**
 * Parses the context switches out of `/proc/PID/status`; undefined if a count is missing. The kernel counts them for
 * the main thread only. Source: proc_pid_status(5).
 */
export function parseStatus(text: string): ContextSwitches | undefined {
  const voluntary = labelledNumber(text, 'voluntary_ctxt_switches:');
  const involuntary = labelledNumber(text, 'nonvoluntary_ctxt_switches:');
  return voluntary === undefined || involuntary === undefined ? undefined : { voluntary, involuntary };
}

export interface ContextSwitches {
  readonly voluntary: number;
  readonly involuntary: number;
}
