import * as vscode from 'vscode';
import type { Comparison } from '../shared/comparison';
import { decodeView, type TimeRange, type View } from '../shared/view';
import { Owner } from './disposables';
import { PANEL_VIEW_TYPE } from './ids';
import { laterPart } from './laterPart';
import type { Panel } from './panel';
import type { PanelPorts } from './panelPorts';
import { windowWith } from './windowWith';

/** The one panel of the window: opened on request, restored after a reload. */
export class PanelHost extends Owner implements vscode.WebviewPanelSerializer {
  private current: Panel | undefined;
  private closed: ClosedPanel | undefined;
  private readonly panelType = laterPart(async () => (await import('./panel')).Panel);

  constructor(private readonly ports: PanelPorts) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(PANEL_VIEW_TYPE, this));
    this.register({ dispose: () => this.current?.dispose() });
  }

  /**
   * Opens the panel beside the editor, or brings it to the front; at a session and a moment of it if these are given, else
   * at what it showed when it was closed. That it cannot be opened is told.
   */
  open(sessionId?: string, momentMs?: number): void {
    if (this.current !== undefined) this.current.reveal(sessionId, momentMs);
    else
      this.whenLoaded((type) => {
        this.openNow(type, sessionId, momentMs);
      });
  }

  /** Shows runs that are held against each other. */
  compare(comparison: Comparison): void {
    this.whenLoaded((type) => {
      if (this.current === undefined) this.openNow(type);
      this.current?.compare(comparison);
    });
  }

  /** Takes over the panel of the window before a reload; a saved state that is not understood is left aside. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const view = typeof saved === 'object' && saved !== null && 'view' in saved ? decodeView(saved.view) : undefined;
    this.adopt(await this.panelType(), panel, view);
  }

  /** Whether a person can see the panel now. */
  get isVisible(): boolean {
    return this.current?.isVisible === true;
  }

  /** The span of a session that the open panel shows; undefined where it shows another one, or is not open. */
  visibleSpan(sessionId: string): TimeRange | undefined {
    return this.current?.visibleSpan(sessionId);
  }

  /** Tells the open panel that something besides the sessions has changed. */
  refresh(): void {
    this.current?.refresh();
  }

  private whenLoaded(work: (type: typeof Panel) => void): void {
    this.panelType()
      .then(work)
      .catch((error: unknown) => {
        const text = vscode.l10n.t('The panel could not be opened: {0}', String(error));
        this.ports.log.error(text);
        void vscode.window.showErrorMessage(text);
      });
  }

  private openNow(type: typeof Panel, sessionId?: string, momentMs?: number): void {
    // Asked for twice, it was opened while it was still being loaded.
    if (this.current !== undefined) {
      this.current.reveal(sessionId, momentMs);
      return;
    }
    const column = vscode.window.activeTextEditor === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    const panel = vscode.window.createWebviewPanel(PANEL_VIEW_TYPE, vscode.l10n.t('Process Monitor'), column);
    const window = windowWith(momentMs, this.ports.clock.nowMs(), undefined);
    this.adopt(type, panel, sessionId === undefined ? this.closedView() : { sessionId, window }, momentMs);
  }

  /** What the panel showed when it was closed; undefined once another run has begun, which a person rather wants to see. */
  private closedView(): View | undefined {
    const { hub } = this.ports;
    const closedAtMs = this.closed?.atMs ?? -Infinity;
    return hub.sessions().some(({ startedAtMs }) => startedAtMs > closedAtMs) ? undefined : this.closed?.view;
  }

  private adopt(
    type: typeof Panel,
    webviewPanel: vscode.WebviewPanel,
    view: View | undefined,
    momentMs?: number,
  ): void {
    // One that was restored takes the place of one that was opened meanwhile.
    this.current?.close();
    const panel = new type(webviewPanel, this.ports, view, momentMs);
    this.current = panel;
    webviewPanel.onDidDispose(() => {
      this.closed = { view: panel.view, atMs: this.ports.clock.nowMs() };
      panel.dispose();
      if (this.current === panel) this.current = undefined;
    });
  }
}

/** What a panel showed when it was closed, epoch milliseconds. */
interface ClosedPanel {
  readonly view: View | undefined;
  readonly atMs: number;
}
