import { hottestText } from '../shared/capture';
import type { DiagnosedProcess } from './diagnosedRun';

/** The sentence that names the functions in which a process spent its time; none where no profile was taken. */
export function hottestEvidence({ hottest }: DiagnosedProcess): readonly string[] {
  return hottest.length === 0 ? [] : [`A CPU profile of it: ${hottestText(hottest)}.`];
}
