import { hottestText, type Capture } from '../../shared/capture';

/** What evidence shows, as the text of the event that it is listed as; `subject` is whom it is about. */
export function capturedText(subject: string, { kind, hottest }: Pick<Capture, 'kind' | 'hottest'>): string {
  const named = hottestText(hottest);
  return `${TITLES[kind]} of ${subject}${named === '' ? '' : `: ${named}`}`;
}

const TITLES: Readonly<Record<Capture['kind'], string>> = {
  cpuProfile: 'CPU profile',
  heapProfile: 'Heap profile',
  heapSnapshot: 'Heap snapshot',
  threads: 'Threads and open files',
};
