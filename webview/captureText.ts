import type { CaptureKind } from '../src/shared/capture';
import { t } from './l10n';

/** What a button says that takes evidence of a kind. */
export function captureText(kind: CaptureKind): string {
  switch (kind) {
    case 'cpuProfile':
      return t('Record CPU Profile');
    case 'heapProfile':
      return t('Record Heap Profile');
    case 'heapSnapshot':
      return t('Take Heap Snapshot');
    case 'threads':
      return t('Show Threads and Open Files');
  }
}
