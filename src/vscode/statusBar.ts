import * as vscode from 'vscode';
import { isFiring } from '../detection/health';
import { metricOf, type MetricName } from '../shared/metrics';
import type { ProcessRow } from '../shared/protocol';
import type { Health, MonitorStatus, Session, SessionState } from '../shared/state';
import { formatDuration, formatText, quantityOf } from '../shared/units';
import { Owner } from './disposables';
import { COMMANDS, STATUS_BAR_ID } from './ids';
import { healthText } from './sessionsView';

/** What the status bar shows: one run, its newest values and the state of the monitor. */
export interface StatusBarContent {
  readonly session: Session;
  readonly values: ProcessRow['values'];
  readonly others: number;
  readonly monitor: MonitorStatus;
  readonly nowMs: number;
}

/** Figure spaces are as wide as digits, so that the item keeps its width while values change. */
const FIGURE_SPACE = '\u2007';

/** The one item in the status bar: CPU, memory and state of the active run; hidden when nothing is monitored. */
export class StatusBar extends Owner {
  private readonly item: vscode.StatusBarItem;
  private isShown = false;

  constructor() {
    super();
    this.item = this.register(vscode.window.createStatusBarItem(STATUS_BAR_ID, vscode.StatusBarAlignment.Left, 0));
    this.item.name = vscode.l10n.t('Process Monitor');
    this.item.command = COMMANDS.openPanel;
  }

  /** Shows a run, or hides the item where there is none. */
  render(content: StatusBarContent | undefined): void {
    if (content === undefined) {
      if (this.isShown) this.item.hide();
      this.isShown = false;
      return;
    }
    this.item.text = textOf(content);
    this.item.tooltip = tooltipOf(content);
    this.item.backgroundColor = backgroundOf(content.session.health);
    this.item.accessibilityInformation = { label: spokenOf(content) };
    if (!this.isShown) this.item.show();
    this.isShown = true;
  }
}

/** How long an anomaly is in the status bar. */
const ANOMALY_SHOWN_MS = 30_000;

function textOf({ session, values, nowMs }: StatusBarContent): string {
  if (session.endedAtMs !== undefined) return `$(pulse) ${session.name} ${stateText(session.state)}`;
  const cpu = shown('process.cpu.time', values).padStart(6, FIGURE_SPACE);
  const memory = shown('process.memory.usage', values).padStart(7, FIGURE_SPACE);
  return `$(pulse) ${cpu} ${memory}${FIGURE_SPACE}${conditionText(session, nowMs)}`;
}

/** How the run is, where that says more than its state. */
function conditionText({ state, health, events }: Session, nowMs: number): string {
  if (state !== 'running') return stateText(state);
  if (health !== 'ok') return healthText(health);
  const isUnusual = events.some(({ kind, timeMs }) => kind === 'anomaly' && nowMs - timeMs < ANOMALY_SHOWN_MS);
  return isUnusual ? vscode.l10n.t('unusual') : stateText(state);
}

/** Only what a person should look at now has a colour. */
function backgroundOf(health: Health): vscode.ThemeColor | undefined {
  switch (health) {
    case 'warning':
      return new vscode.ThemeColor('statusBarItem.warningBackground');
    case 'critical':
      return new vscode.ThemeColor('statusBarItem.errorBackground');
    case 'ok':
    case 'unknown':
    case 'paused':
    case 'ended':
    case 'crashed':
      return undefined;
  }
}

function shown(metric: MetricName, values: ProcessRow['values']): string {
  return formatText(values[metric], quantityOf(metricOf(metric)));
}

/** A state in a word. */
export function stateText(state: SessionState): string {
  switch (state) {
    case 'starting':
      return vscode.l10n.t('starting');
    case 'running':
      return vscode.l10n.t('running');
    case 'paused':
      return vscode.l10n.t('paused');
    case 'ended':
      return vscode.l10n.t('ended');
    case 'crashed':
      return vscode.l10n.t('crashed');
    case 'lost':
      return vscode.l10n.t('lost');
  }
}

function spokenOf({ session, values, nowMs }: StatusBarContent): string {
  return vscode.l10n.t(
    'Process Monitor: {0} {1}, CPU {2}, memory {3}',
    session.name,
    conditionText(session, nowMs),
    shown('process.cpu.time', values),
    shown('process.memory.usage', values),
  );
}

const TOOLTIP_METRICS: readonly MetricName[] = [
  'process.cpu.time',
  'process.memory.usage',
  'process.thread.count',
  'process.unix.file_descriptor.count',
];

function tooltipOf({ session, values, others, monitor, nowMs }: StatusBarContent): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: [COMMANDS.openPanel, COMMANDS.stopMonitoring, COMMANDS.showLog] };
  tooltip.appendMarkdown('**').appendText(session.name).appendMarkdown('**\n\n');
  const age = formatDuration((session.endedAtMs ?? nowMs) - session.startedAtMs);
  const living = session.processes.filter((process) => process.alive).length;
  tooltip.appendText(vscode.l10n.t('{0} for {1}, {2} processes', stateText(session.state), age, living));
  tooltip.appendMarkdown('\n\n');
  for (const { message } of session.alerts.filter((alert) => isFiring(alert) && alert.notify !== 'off')) {
    tooltip.appendMarkdown('$(warning) ').appendText(message).appendMarkdown('\n\n');
  }
  if (session.learningMs !== undefined) {
    const left = formatDuration(session.learningMs);
    tooltip.appendText(vscode.l10n.t('Learning what is usual, {0} to go', left)).appendMarkdown('\n\n');
  }
  if (session.reason !== undefined) tooltip.appendText(session.reason).appendMarkdown('\n\n');
  for (const name of TOOLTIP_METRICS) {
    if (values[name] === undefined) continue;
    tooltip.appendText(`${metricOf(name).title}: ${shown(name, values)}`).appendMarkdown('  \n');
  }
  tooltip.appendMarkdown('\n');
  if (others > 0) tooltip.appendText(vscode.l10n.t('{0} more monitored', others)).appendMarkdown('\n\n');
  tooltip.appendText(costText(monitor)).appendMarkdown('\n\n');
  tooltip.appendMarkdown(
    `[${vscode.l10n.t('Open Panel')}](command:${COMMANDS.openPanel}) · [${vscode.l10n.t('Stop Monitoring')}](command:${COMMANDS.stopMonitoring}) · [${vscode.l10n.t('Show Log')}](command:${COMMANDS.showLog})`,
  );
  return tooltip;
}

function costText({ intervalMs, costCores }: MonitorStatus): string {
  const every = vscode.l10n.t('Sampled every {0}', formatText(intervalMs / 1000, 'seconds'));
  if (costCores === undefined) return every;
  return vscode.l10n.t('{0}; costs {1} of a core', every, formatText(costCores, 'cores'));
}
