import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

/** Builds start dozens of processes a minute and are fine. */
const MANY_PER_MINUTE = 120;
const FEWEST = 60;

/** The program starts one process after the other. */
export function processStorm({ startedProcesses, spanMs }: DiagnosedRun): Verdict | undefined {
  const perMinute = startedProcesses / (spanMs / 60_000);
  if (startedProcesses < FEWEST || perMinute < MANY_PER_MINUTE) return undefined;
  return {
    kind: 'processStorm',
    certainty: 'likely',
    title: 'It starts process after process',
    evidence: [`${startedProcesses} processes were seen to start, ${Math.round(perMinute)} a minute.`],
    advice:
      'Starting a process costs milliseconds of CPU each time: keep one and talk to it, or do the work in the program.',
  };
}
