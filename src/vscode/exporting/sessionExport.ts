import * as vscode from 'vscode';
import { writePieces, type Written } from '../../exporting/files/writePieces';
import type { ExportedRun } from '../../exporting/text/exportedRun';
import { EXPORT_FORMATS, EXTENSIONS, fileNameOf, piecesOf, type ExportFormat } from '../../exporting/text/exportFormat';
import type { Clock } from '../../shared/clock';
import type { Session } from '../../shared/state';
import type { TimeRange } from '../../shared/view';
import { askSpan } from './askSpan';
import type { ExportableRuns, WholeRun } from './exportableRuns';
import { failureText } from './failureText';
import { sessionIdIn } from './sessionArgument';

/** Writes a run to a file: asks which, how, how much of it and where to. */
export class SessionExport {
  constructor(
    private readonly runs: ExportableRuns,
    private readonly clock: Clock,
    /** The span of a session that the panel shows. */
    private readonly visibleSpan: (sessionId: string) => TimeRange | undefined,
  ) {}

  /** `argument` may name the session: a node of one of our trees. It comes from anywhere and is not trusted. */
  async ask(argument: unknown): Promise<void> {
    const sessionId = sessionIdIn(argument) ?? (await this.askRun());
    const run = sessionId === undefined ? undefined : await this.runs.find(sessionId);
    if (run === undefined) return;
    const format = await askFormat();
    if (format === undefined) return;
    const span = await askSpan(run.session, this.visibleSpan(run.session.id));
    if (span === undefined) return;
    const uri = await askTarget(format, run.session);
    if (uri === undefined) return;
    const { session, store } = run;
    await write(uri, format, { session, store, ...span, exportedAtMs: this.clock.nowMs() }, run);
  }

  private async askRun(): Promise<string | undefined> {
    const choices = this.runs.choices();
    if (choices.length === 0) {
      await vscode.window.showInformationMessage(vscode.l10n.t('No run has been recorded yet.'));
      return undefined;
    }
    const items = choices.map(({ sessionId, name, startedAtMs, isRunning }) => ({
      label: name,
      description: isRunning ? vscode.l10n.t('running') : new Date(startedAtMs).toLocaleString(),
      sessionId,
    }));
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export which run?') }))?.sessionId;
  }
}

async function askFormat(): Promise<ExportFormat | undefined> {
  const texts: Readonly<Record<ExportFormat, readonly [label: string, detail: string]>> = {
    json: ['JSON', vscode.l10n.t('Everything; can be imported again.')],
    wideCsv: [vscode.l10n.t('CSV, a column for each series'), vscode.l10n.t('For spreadsheets.')],
    longCsv: [vscode.l10n.t('CSV, a line for each value'), vscode.l10n.t('For databases and data frames.')],
    openMetrics: ['OpenMetrics', vscode.l10n.t('For Prometheus: promtool tsdb create-blocks-from openmetrics.')],
  };
  const items = EXPORT_FORMATS.map((format) => ({ label: texts[format][0], detail: texts[format][1], format }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export as what?') }))?.format;
}

async function askTarget(format: ExportFormat, session: Session): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = fileNameOf(format, session);
  const ending = EXTENSIONS[format];
  return vscode.window.showSaveDialog({
    defaultUri: folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name),
    filters: { [ending.toUpperCase()]: [ending] },
    title: vscode.l10n.t('Export Session'),
  });
}

async function write(uri: vscode.Uri, format: ExportFormat, run: ExportedRun, { isWhole }: WholeRun): Promise<void> {
  const title = vscode.l10n.t('Exporting {0}', run.session.name);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const written = await vscode.window.withProgress(options, async (progress, token): Promise<Written> => {
    // Elsewhere than in a file system of this machine a file cannot be put in place at once.
    if (uri.scheme !== 'file') return { kind: 'failed', code: 'ENOTSUP' };
    let told = 0;
    return writePieces(uri.fsPath, piecesOf(format, run), {
      isCancelled: () => token.isCancellationRequested,
      onProgress: (done) => {
        progress.report({ increment: (done - told) * 100 });
        told = done;
      },
    });
  });
  if (written.kind === 'cancelled') return;
  if (written.kind === 'failed') {
    void vscode.window.showErrorMessage(failureText(uri, written.code));
    return;
  }
  const lost = isWhole
    ? ''
    : ` ${vscode.l10n.t('What is older than an hour was no longer there in full and is left out.')}`;
  const show = vscode.l10n.t('Open');
  const text = vscode.l10n.t('{0} was exported to {1}.', run.session.name, uri.fsPath) + lost;
  // Nobody waits for the answer: a toast's promise may never resolve.
  void vscode.window.showInformationMessage(text, show).then((answer) => {
    if (answer === show) return vscode.commands.executeCommand('vscode.open', uri);
  });
}
