import { hottestText, type Capture } from '../../shared/capture';
import { formatText } from '../../shared/units';
import type { CaptureRefusal } from './captureLimits';

/** What evidence shows, as the text of the event that it is listed as; `subject` is whom it is about. */
export function capturedText(subject: string, { kind, hottest }: Pick<Capture, 'kind' | 'hottest'>): string {
  const named = hottestText(hottest);
  return `${TITLES[kind]} of ${subject}${named === '' ? '' : `: ${named}`}`;
}

/** Why what a rule wants was not taken, as the text of an event: nobody was asked, and nobody is told otherwise. */
export function notCapturedText(subject: string, kind: Capture['kind'], refusal: CaptureRefusal): string {
  return `${TITLES[kind]} of ${subject} not taken: ${reasonOf(refusal)}`;
}

function reasonOf(refusal: CaptureRefusal): string {
  switch (refusal.kind) {
    case 'busy':
      return 'other evidence was being taken';
    case 'paused':
      return 'a debugger held the program';
    case 'unreachable':
      return 'neither its agent nor a JavaScript debugger can be asked';
    case 'tooMany':
      return `its run has ${refusal.most} files already`;
    case 'noRoom':
      return 'there is no room on the disk';
    case 'memoryShort':
      return `that needs ${formatText(refusal.neededBytes, 'bytes')} of memory and ${formatText(refusal.freeBytes, 'bytes')} are free`;
    case 'failed':
      return refusal.reason;
  }
}

const TITLES: Readonly<Record<Capture['kind'], string>> = {
  cpuProfile: 'CPU profile',
  heapProfile: 'Heap profile',
  heapSnapshot: 'Heap snapshot',
  threads: 'Threads and open files',
};
