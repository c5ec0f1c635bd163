import * as vscode from 'vscode';
import type { StopPlace } from '../../stepping/stopHistory';
import { Owner } from '../disposables';

/** What stands behind the line at which a program stopped, and what more is said when the mouse is over it. */
export interface StepNote extends StopPlace {
  readonly text: string;
  readonly details: readonly string[];
}

/** Shows in every editor of the file what it took to come to the line, as long as the debugger stands there. */
export class StepDecorations extends Owner {
  private readonly notes = new Map<string, StepNote>();
  private readonly type = this.register(
    vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen }),
  );

  constructor() {
    super();
    this.register(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.draw();
      }),
    );
  }

  /** Sets or, without a note, takes away what is shown for a debug session. */
  set(sessionId: string, note: StepNote | undefined): void {
    if (note === undefined && !this.notes.has(sessionId)) return;
    if (note === undefined) this.notes.delete(sessionId);
    else this.notes.set(sessionId, note);
    this.draw();
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const { fsPath } = editor.document.uri;
      const options = [...this.notes.values()]
        .filter(({ path, line }) => path === fsPath && line <= editor.document.lineCount)
        .map((note) => decoration(note, editor.document));
      editor.setDecorations(this.type, options);
    }
  }
}

function decoration({ line, text, details }: StepNote, document: vscode.TextDocument): vscode.DecorationOptions {
  const { end } = document.lineAt(line - 1).range;
  const hover = new vscode.MarkdownString();
  for (const one of [vscode.l10n.t('Since the last stop: {0}', text), ...details]) hover.appendText(one + '\n\n');
  return {
    range: new vscode.Range(end, end),
    hoverMessage: hover,
    renderOptions: {
      after: {
        contentText: text,
        color: new vscode.ThemeColor('editorCodeLens.foreground'),
        fontStyle: 'italic',
        margin: '0 0 0 3em',
      },
    },
  };
}
