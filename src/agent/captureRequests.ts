import { INCIDENT_LENGTH, type CapturedFrame, type CaptureRequest } from '../shared/agentFrames';
import { natives } from './natives';
import { quietly } from './quietly';

/**
 * Does what the host asks for and tells what came of it. Each request is answered; none of them throws into the program,
 * and one that cannot be read is passed over: it has no number to answer to. A program whose connection ends meanwhile
 * has nobody to tell.
 */
export function onCaptureRequest(folder: string, text: string, tell: (frame: CapturedFrame) => void): void {
  const request = quietly(() => natives.parse(text) as CaptureRequest | null);
  if (typeof request?.id !== 'number') return;
  const { id } = request;
  import('./capturing/capture')
    .then(({ capture }) => capture(folder, request))
    .then(
      () => {
        tell({ kind: 'captured', id });
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        tell({ kind: 'captured', id, failure: reason.slice(0, INCIDENT_LENGTH) });
      },
    )
    // What cannot be told need not be: the host asks again after a while.
    .catch(() => undefined);
}
