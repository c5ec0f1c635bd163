import * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import { ViewFeed } from '../monitoring/viewFeed';
import type { Clock } from '../shared/clock';
import { decodeWebviewMessage } from '../shared/decodeMessage';
import type { HostMessage, WebviewMessage } from '../shared/protocol';
import { WINDOWS_MS, type View } from '../shared/view';
import type { PastRunOutline } from '../shared/pastRunOutline';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import type { ProcessKey } from '../shared/sample';
import type { MonitorStatus } from '../shared/state';
import { Owner } from './disposables';
import { CONFIGURATION_SECTION } from './ids';
import { panelHtml } from './panelHtml';
import { writeInterval } from './settings';

/** At most five messages a second go to a panel. */
const POST_EVERY_MS = 200;

const COPIED_SHOWN_MS = 3_000;

/** What a panel needs of the rest. */
export interface PanelPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  status(): MonitorStatus;
  /** Runs work at the monitor's own cost. */
  measure<T>(work: () => T): T;
  /** Runs of earlier times; the same list until something of it has changed. */
  pastRuns(): readonly PastRunOutline[];
  /** Opens the past run behind a session id; does nothing for any other. Never rejects. */
  load(sessionId: string): Promise<void>;
  stopMonitoring(sessionId: string): void;
  addMark(sessionId: string): void;
  endProcess(sessionId: string, process: ProcessKey): void;
  pickProcess(sessionId: string | undefined): void;
  /** Measures the proportional memory of a session's tree; undefined where there is no such session. */
  measurePss(sessionId: string): Promise<ProportionalMemory | undefined>;
}

/** One open panel: renders updates and hands over what a person asks for. Nothing is computed while it is hidden. */
export class Panel extends Owner {
  private readonly feed: ViewFeed;
  private isReady = false;
  private isMeasuring = false;
  /** What was measured and is still to be told. */
  private proportionalMemory: ProportionalMemory | undefined;
  /** The moment that the next snapshot marks. */
  private momentMs: number | undefined;
  private cancelPost: (() => void) | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly ports: PanelPorts,
    private wanted: View | undefined,
    momentMs?: number,
  ) {
    super();
    this.momentMs = momentMs;
    this.feed = new ViewFeed(ports.hub, () => ports.pastRuns());
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(ports.extensionUri, 'dist')] };
    panel.iconPath = vscode.Uri.joinPath(ports.extensionUri, 'media', 'panel.svg');
    this.register(
      webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
    );
    this.register(
      panel.onDidChangeViewState(() => {
        this.onVisibility();
      }),
    );
    this.register({
      dispose: ports.hub.onUpdate(() => {
        this.requestPost();
      }),
    });
    this.register({
      dispose: () => {
        this.cancelPost?.();
      },
    });
    webview.html = panelHtml(webview, ports.extensionUri);
  }

  /** Brings the panel to the front, at a session if one is given, and marks a moment of it. */
  reveal(sessionId?: string, momentMs?: number): void {
    this.panel.reveal();
    if (sessionId === undefined) return;
    this.momentMs = momentMs;
    this.select({ sessionId, window: windowWith(momentMs, this.ports.clock.nowMs(), this.feed.currentView?.window) });
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  /** Closes the tab. */
  close(): void {
    this.panel.dispose();
  }

  /** Something besides the sessions has changed: the interval, the monitor's own state. */
  refresh(): void {
    this.requestPost();
  }

  private onVisibility(): void {
    // Hidden, the page is gone, and so would be what is posted to it; shown again, it asks.
    if (!this.panel.visible) this.isReady = false;
  }

  private receive(message: unknown): void {
    const decoded = decodeWebviewMessage(message);
    if (decoded.ok) this.handle(decoded.value);
    else this.ports.log.warn(`The panel sent a message that is not understood: ${decoded.problem}`);
  }

  private handle(message: WebviewMessage): void {
    switch (message.type) {
      case 'ready':
        this.isReady = true;
        this.load(this.wanted ?? message.view);
        break;
      case 'select':
        this.load(message.view);
        break;
      case 'stopMonitoring':
        this.ports.stopMonitoring(message.sessionId);
        break;
      case 'pickProcess':
        this.ports.pickProcess(message.sessionId);
        break;
      case 'measurePss':
        this.measurePss(message.sessionId);
        break;
      case 'addMark':
        this.ports.addMark(message.sessionId);
        break;
      case 'setInterval':
        this.handleLater(writeInterval(message.intervalMs));
        break;
      case 'openSettings':
        this.handleLater(vscode.commands.executeCommand('workbench.action.openSettings', CONFIGURATION_SECTION));
        break;
      case 'copy':
        this.copy(message.text);
        break;
      case 'endProcess':
        this.ports.endProcess(message.sessionId, message.process);
        break;
      case 'showLog':
        this.ports.log.show();
        break;
      case 'failed':
        this.ports.log.error(`The panel failed: ${message.message}`);
        break;
    }
  }

  /** Shows a view, with its run read from the disk first where it is one of an earlier time. */
  private load(view: View | undefined): void {
    this.wanted = view;
    const loaded = view === undefined ? Promise.resolve() : this.ports.load(view.sessionId);
    void loaded.then(() => {
      // Something else may have been asked for meanwhile.
      if (this.wanted === view) this.select(view);
    });
  }

  private select(view: View | undefined): void {
    this.wanted = view;
    if (!this.isReady) return;
    this.wanted = undefined;
    const { momentMs } = this;
    this.momentMs = undefined;
    const moment = momentMs === undefined ? {} : { momentMs };
    this.post(() => ({ ...this.feed.snapshot(view, this.ports.clock.nowMs(), this.ports.status()), ...moment }));
  }

  private requestPost(): void {
    if (!this.isReady || !this.panel.visible || this.cancelPost !== undefined) return;
    this.cancelPost = this.ports.clock.schedule(POST_EVERY_MS, () => {
      this.cancelPost = undefined;
      if (this.panel.visible) this.post(() => this.append());
    });
  }

  private append(): HostMessage {
    const message = this.feed.append(this.ports.clock.nowMs(), this.ports.status());
    const { proportionalMemory } = this;
    if (message.type !== 'append' || proportionalMemory === undefined) return message;
    this.proportionalMemory = undefined;
    return { ...message, proportionalMemory };
  }

  /** One measurement at a time, however often it is asked for. */
  private measurePss(sessionId: string): void {
    if (this.isMeasuring) return;
    this.isMeasuring = true;
    this.ports
      .measurePss(sessionId)
      .then(
        (memory) => {
          this.proportionalMemory = memory;
          this.requestPost();
        },
        (error: unknown) => {
          this.ports.log.error(`Proportional memory could not be measured: ${String(error)}`);
        },
      )
      .finally(() => {
        this.isMeasuring = false;
      });
  }

  private handleLater(work: Thenable<unknown>): void {
    work.then(undefined, (error: unknown) => {
      this.ports.log.error(`The settings could not be changed: ${String(error)}`);
    });
  }

  private copy(text: string): void {
    vscode.env.clipboard.writeText(text).then(
      () => vscode.window.setStatusBarMessage(vscode.l10n.t('Statistics copied'), COPIED_SHOWN_MS),
      (error: unknown) => {
        this.ports.log.error(`The clipboard could not be written: ${String(error)}`);
      },
    );
  }

  private post(message: () => HostMessage): void {
    // Posting costs too: the message is made a text at once.
    const posted = this.ports.measure(() => this.panel.webview.postMessage(message()));
    posted.then(undefined, (error: unknown) => {
      this.ports.log.error(`A message did not reach the panel: ${String(error)}`);
    });
  }
}

/** The window that was chosen, or 5 min, where a moment lies in it, else one in which it does. */
export function windowWith(
  momentMs: number | undefined,
  nowMs: number,
  chosen: View['window'] = 300_000,
): View['window'] {
  if (momentMs === undefined || chosen === 'all' || nowMs - momentMs < chosen) return chosen;
  return WINDOWS_MS.find((window) => nowMs - momentMs < window) ?? 'all';
}
