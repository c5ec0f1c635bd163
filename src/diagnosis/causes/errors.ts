import { formatText } from '../../shared/units';
import type { DiagnosedRun } from '../diagnosedRun';
import type { Verdict } from '../../shared/diagnosis';

const MANY_SHARE = 0.05;
const FEWEST_PER_SECOND = 0.2;

/** Too many requests fail. */
export function errors({ tree }: DiagnosedRun): Verdict | undefined {
  const perSecond = tree.mean('http.server.request.count');
  const share = tree.mean('http.server.request.error_ratio');
  if (perSecond === undefined || share === undefined || perSecond < FEWEST_PER_SECOND || share < MANY_SHARE)
    return undefined;
  return {
    kind: 'errors',
    certainty: 'certain',
    title: 'Too many requests fail',
    evidence: [
      `${formatText(share, 'ratio')} of ${formatText(perSecond, 'perSecond')} end with a 5xx status or are aborted.`,
    ],
    advice:
      'The output of the program and its exceptions, in the events, say which; a service that it calls may fail first.',
  };
}
