import type { StopRequest } from '../shared/state';

/** How a program ended, as far as anybody told. */
export interface ExitStatus {
  readonly exitCode?: number;
  readonly signal?: string;
}

/** How a run ended: whether it counts as a crash, and why, in a sentence for people. */
export interface Ending {
  readonly state: 'ended' | 'crashed';
  readonly reason: string;
}

/** Signals by which people end programs; death by any other is a crash. */
const SIGNALS_OF_PEOPLE: ReadonlySet<string> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * The judgement on an end. A stop that was requested is never a crash, whatever the status says; an end without any
 * status is not called one either. `refusal` says why the program was never started.
 */
export function endingOf(status: ExitStatus, requested: StopRequest, refusal?: string): Ending {
  const { exitCode, signal } = status;
  if (refusal !== undefined) return { state: 'ended', reason: `It was not started. ${refusal}`.trimEnd() };
  if (requested === 'monitoringOnly') return { state: 'ended', reason: 'Monitoring was stopped. The program goes on.' };
  if (requested) return { state: 'ended', reason: 'Stopped.' };
  if (signal !== undefined) {
    const state = SIGNALS_OF_PEOPLE.has(signal) ? 'ended' : 'crashed';
    return { state, reason: `Ended by signal ${signal}.` };
  }
  if (exitCode === undefined) return { state: 'ended', reason: 'Its exit status is not known.' };
  return { state: exitCode === 0 ? 'ended' : 'crashed', reason: `Exited with code ${exitCode}.` };
}
