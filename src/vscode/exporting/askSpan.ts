import * as vscode from 'vscode';
import { parseSpan } from '../../exporting/text/spanText';
import type { Session } from '../../shared/state';
import type { TimeRange } from '../../shared/view';

/** Asks how much of a run is to be written; `visible` is what the panel shows of it. Undefined when nothing is chosen. */
export async function askSpan(
  { startedAtMs }: Session,
  visible: TimeRange | undefined,
): Promise<TimeRange | undefined> {
  const part = vscode.l10n.t('Part of it...');
  const items: readonly SpanItem[] = [
    { label: vscode.l10n.t('Whole run'), span: WHOLE },
    ...(visible === undefined
      ? []
      : [{ label: vscode.l10n.t('What the panel shows'), description: clockTimes(visible), span: visible }]),
    { label: part },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export how much?') });
  if (picked?.label !== part) return picked?.span;
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t('From which minute to which, since the run began?'),
    value: '0-5',
    validateInput: (text) =>
      parseSpan(text) === undefined ? vscode.l10n.t('Two numbers such as 2-5, or one: 2- or -5.') : undefined,
  });
  const span = given === undefined ? undefined : parseSpan(given);
  return span && { fromMs: startedAtMs + span.fromMs, toMs: startedAtMs + span.toMs };
}

interface SpanItem extends vscode.QuickPickItem {
  readonly span?: TimeRange;
}

const WHOLE: TimeRange = { fromMs: -Infinity, toMs: Infinity };

function clockTimes({ fromMs, toMs }: TimeRange): string {
  return [fromMs, toMs].map((timeMs) => new Date(timeMs).toLocaleTimeString()).join(' - ');
}
