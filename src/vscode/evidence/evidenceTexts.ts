import * as vscode from 'vscode';
import type { CaptureRefusal } from '../../runtime/capturing/captureLimits';
import type { CaptureKind } from '../../shared/capture';
import { formatText } from '../../shared/units';

/** What a button or an item says that takes evidence of a kind. */
export function actionText(kind: CaptureKind): string {
  switch (kind) {
    case 'cpuProfile':
      return vscode.l10n.t('Record CPU Profile');
    case 'heapProfile':
      return vscode.l10n.t('Record Heap Profile');
    case 'heapSnapshot':
      return vscode.l10n.t('Take Heap Snapshot');
    case 'threads':
      return vscode.l10n.t('Show Threads and Open Files');
  }
}

/** What it is for, in a few words. */
export function purposeText(kind: CaptureKind): string {
  switch (kind) {
    case 'cpuProfile':
      return vscode.l10n.t('5 s: which functions take the time');
    case 'heapProfile':
      return vscode.l10n.t('10 s: which functions allocate what is kept');
    case 'heapSnapshot':
      return vscode.l10n.t('what is in memory and who holds it; the program stands still meanwhile');
    case 'threads':
      return vscode.l10n.t('what threads wait for, and what is open');
  }
}

/** Why nothing was taken of a program, and what can be done about it. */
export function refusalText(name: string, refusal: CaptureRefusal): string {
  switch (refusal.kind) {
    case 'busy':
      return vscode.l10n.t(
        '{0}: nothing is taken, because other evidence is being taken. Try again in a moment.',
        name,
      );
    case 'paused':
      return vscode.l10n.t('{0}: nothing is taken while a debugger holds the program. Continue it first.', name);
    case 'unreachable':
      return vscode.l10n.t(
        '{0}: nothing can be taken, because no Node program of it reports from inside or is debugged. Start it with "processMonitor.runtime.injectAgent" on, or under the debugger.',
        name,
      );
    case 'tooMany':
      return vscode.l10n.t('{0}: nothing is taken, because its run has {1} files already.', name, refusal.most);
    case 'noRoom':
      return vscode.l10n.t(
        '{0}: nothing is taken, because there is no room on the disk. Delete past runs first.',
        name,
      );
    case 'memoryShort':
      return vscode.l10n.t(
        '{0}: nothing is taken, because that needs {1} of memory and {2} are free.',
        name,
        formatText(refusal.neededBytes, 'bytes'),
        formatText(refusal.freeBytes, 'bytes'),
      );
    case 'failed':
      return vscode.l10n.t('{0}: nothing was taken: {1}.', name, refusal.reason);
  }
}
