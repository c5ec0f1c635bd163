import * as vscode from 'vscode';
import { ViewFeed } from '../monitoring/viewFeed';
import { THIS_MACHINE } from '../sampling/machine/machineFacts';
import { memoryLimitBytes } from '../sampling/machine/memoryLimit';
import { decodeWebviewMessage } from '../shared/decodeMessage';
import type { Comparison } from '../shared/comparison';
import type { HostMessage, ViewMessage, WebviewMessage } from '../shared/protocol';
import type { TimeRange, View } from '../shared/view';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import { ChartChoice } from './chartChoice';
import { Owner } from './disposables';
import { panelHtml } from './panelHtml';
import { runPanelAction } from './panelActions';
import type { PanelPorts } from './panelPorts';
import { windowWith } from './windowWith';

/** At most five messages a second go to a panel. */
const POST_EVERY_MS = 200;

/** One open panel: renders updates and hands over what a person asks for. Nothing is computed while it is hidden. */
export class Panel extends Owner {
  private readonly feed: ViewFeed;
  private readonly charts = new ChartChoice();
  private isReady = false;
  /** The page was loaded and has not been told yet how its person likes to see runs. */
  private needsChoices = false;
  private isMeasuring = false;
  /** What was measured and is still to be told. */
  private proportionalMemory: ProportionalMemory | undefined;
  /** The moment that the next snapshot marks. */
  private momentMs: number | undefined;
  private cancelPost: (() => void) | undefined;
  /** What is shown instead of one run; it comes back when the page does. */
  private comparison: Comparison | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly ports: PanelPorts,
    private wanted: View | undefined,
    momentMs?: number,
  ) {
    super();
    this.momentMs = momentMs;
    this.feed = new ViewFeed(ports.hub, () => ports.pastRuns(), memoryLimitBytes(THIS_MACHINE));
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

  /** What is shown, or will be once the page is there; undefined where there is nothing to show. */
  get view(): View | undefined {
    return this.wanted ?? this.feed.currentView;
  }

  /** Shows runs that are held against each other. */
  compare(comparison: Comparison): void {
    this.comparison = comparison;
    this.panel.reveal();
    this.postComparison();
  }

  /** The span of a session that the panel shows; undefined where it shows another one, or none. */
  visibleSpan(sessionId: string): TimeRange | undefined {
    const shown = this.feed.visible(this.ports.clock.nowMs());
    return shown?.sessionId === sessionId ? shown.range : undefined;
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
        this.needsChoices = true;
        this.load(this.wanted ?? message.view);
        this.postComparison();
        break;
      case 'select':
        this.load(message.view);
        break;
      case 'measurePss':
        this.measurePss(message.sessionId);
        break;
      case 'setCharts':
        this.charts
          .choose(message.charts)
          .catch((error: unknown) => {
            this.ports.log.error(`The settings could not be changed: ${String(error)}`);
          })
          .finally(() => {
            this.requestPost();
          });
        break;
      case 'keepChoices':
        this.ports.choices.keep(message.choices).catch((error: unknown) => {
          this.ports.log.error(`What was chosen in the panel could not be kept: ${String(error)}`);
        });
        break;
      case 'closeComparison':
        this.comparison = undefined;
        break;
      case 'alignComparison':
      case 'stopMonitoring':
      case 'pickProcess':
      case 'addMark':
      case 'takeEvidence':
      case 'openEvidence':
      case 'endProcess':
      case 'setInterval':
      case 'alertAbove':
      case 'openSettings':
      case 'copy':
      case 'showLog':
      case 'failed':
        runPanelAction(message, this.ports);
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
    const more = {
      charts: this.charts.take(),
      ...(this.needsChoices && { choices: this.ports.choices.read() }),
      ...(momentMs !== undefined && { momentMs }),
    };
    this.needsChoices = false;
    this.post(() => ({ ...this.feed.snapshot(view, this.ports.clock.nowMs(), this.ports.status()), ...more }));
  }

  private postComparison(): void {
    const { comparison } = this;
    if (this.isReady && comparison !== undefined) this.post(() => ({ type: 'comparison', comparison }));
  }

  private requestPost(): void {
    if (!this.isReady || !this.panel.visible || this.cancelPost !== undefined) return;
    this.cancelPost = this.ports.clock.schedule(POST_EVERY_MS, () => {
      this.cancelPost = undefined;
      if (this.panel.visible) this.post(() => this.append());
    });
  }

  private append(): ViewMessage {
    const message = this.feed.append(this.ports.clock.nowMs(), this.ports.status());
    if (message.type !== 'append') return { ...message, charts: this.charts.take() };
    const { proportionalMemory } = this;
    this.proportionalMemory = undefined;
    const charts = this.charts.takeChanged();
    return {
      ...message,
      ...(charts === undefined ? {} : { charts }),
      ...(proportionalMemory === undefined ? {} : { proportionalMemory }),
    };
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

  private post(message: () => HostMessage): void {
    // Posting costs too: the message is made a text at once.
    const posted = this.ports.measure(() => this.panel.webview.postMessage(message()));
    posted.then(undefined, (error: unknown) => {
      this.ports.log.error(`A message did not reach the panel: ${String(error)}`);
    });
  }
}
