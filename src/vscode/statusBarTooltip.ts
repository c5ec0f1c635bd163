import * as vscode from 'vscode';
import { isFiring } from '../detection/health';
import { metricOf, type MetricName } from '../shared/metrics';
import type { MonitorStatus } from '../shared/state';
import { formatDuration, formatText } from '../shared/units';
import { conditionWord } from './conditionWord';
import { COMMANDS } from './ids';
import { shownValue, type StatusBarContent } from './statusBarText';

/** What stands above the item when a person points at it: the run, what is wrong with it, values, our own cost. */
export function statusTooltip({ session, values, others, monitor, nowMs }: StatusBarContent): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString('', true);
  tooltip.isTrusted = { enabledCommands: [COMMANDS.openPanel, COMMANDS.stopMonitoring, COMMANDS.showLog] };
  tooltip.appendMarkdown('**').appendText(session.name).appendMarkdown('**\n\n');
  const age = formatDuration((session.endedAtMs ?? nowMs) - session.startedAtMs);
  const living = session.processes.filter((process) => process.alive).length;
  const processes = living === 1 ? vscode.l10n.t('1 process') : vscode.l10n.t('{0} processes', living);
  tooltip.appendText(vscode.l10n.t('{0} for {1}, {2}', conditionWord(session.state), age, processes));
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
    tooltip.appendText(`${metricOf(name).title}: ${shownValue(name, values)}`).appendMarkdown('  \n');
  }
  tooltip.appendMarkdown('\n');
  if (others > 0) tooltip.appendText(vscode.l10n.t('{0} more monitored', others)).appendMarkdown('\n\n');
  tooltip.appendText(costText(monitor)).appendMarkdown('\n\n');
  tooltip.appendMarkdown(
    `[${vscode.l10n.t('Open Panel')}](command:${COMMANDS.openPanel}) · [${vscode.l10n.t('Stop Monitoring')}](command:${COMMANDS.stopMonitoring}) · [${vscode.l10n.t('Show Log')}](command:${COMMANDS.showLog})`,
  );
  return tooltip;
}

const TOOLTIP_METRICS: readonly MetricName[] = [
  'process.cpu.time',
  'process.memory.usage',
  'process.thread.count',
  'process.unix.file_descriptor.count',
];

function costText({ intervalMs, costCores }: MonitorStatus): string {
  const every = vscode.l10n.t('Sampled every {0}', formatText(intervalMs / 1000, 'seconds'));
  if (costCores === undefined) return every;
  return vscode.l10n.t('{0}; costs {1} of a core', every, formatText(costCores, 'cores'));
}
