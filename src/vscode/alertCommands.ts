import * as vscode from 'vscode';
import { parseAmount } from '../alerting/thresholdText';
import type { MonitorHub } from '../monitoring/monitorHub';
import { isMetricName, METRICS, metricOf, type Metric } from '../shared/metrics';
import type { Session } from '../shared/state';
import { isToldByName } from '../shared/toldByName';
import { formatText, quantityOf } from '../shared/units';
import { addRule } from './alertSettings';
import { pickNamedSeries } from './namedSeriesPick';
import { Owner } from './disposables';
import { folderOf } from './folderOf';
import { ALERT_COMMANDS } from './ids';
import { labelText } from './labelText';
import type { Snoozing } from './snoozing';

/** As the settings have it. */
const LONGEST_RULE_NAME = 100;

/** The commands about alerts. Their arguments come from anywhere and are not trusted. */
export class AlertCommands extends Owner {
  constructor(
    private readonly hub: MonitorHub,
    private readonly snoozing: Snoozing,
  ) {
    super();
    const implementations: Readonly<
      Record<(typeof ALERT_COMMANDS)[keyof typeof ALERT_COMMANDS], (argument: unknown) => unknown>
    > = {
      [ALERT_COMMANDS.snooze]: (argument) => this.snooze(argument),
      [ALERT_COMMANDS.muteSession]: (argument) => this.mute(argument),
      [ALERT_COMMANDS.alertAbove]: (argument) => this.alertAbove(argument),
    };
    for (const [id, run] of Object.entries(implementations)) this.register(vscode.commands.registerCommand(id, run));
  }

  private async snooze(argument: unknown): Promise<void> {
    const session = await this.sessionOf(argument, vscode.l10n.t('Snooze alerts of which program?'));
    if (session !== undefined) await this.snoozing.ask(session.id, []);
  }

  private async mute(argument: unknown): Promise<void> {
    const session = await this.sessionOf(argument, vscode.l10n.t('Mute alerts of which program?'));
    if (session !== undefined) this.snoozing.mute(session.id);
  }

  /** Asks for metric and limit, as far as the argument does not tell, and adds a rule to the settings. */
  private async alertAbove(argument: unknown): Promise<void> {
    const metric = metricIn(argument) ?? (await pickMetric());
    if (metric === undefined) return;
    const quantity = quantityOf(metric);
    const now = this.hub.sessions().findLast(({ endedAtMs }) => endedAtMs === undefined);
    const monitor = now && this.hub.monitor(now.id);
    const series = isToldByName(metric.name) ? await pickNamedSeries(metric, monitor) : { title: metric.title };
    if (series === undefined) return;
    const value = series.value ?? monitor?.totalsNow()[metric.name];
    const given = await vscode.window.showInputBox({
      title: vscode.l10n.t('Alert when {0} reaches which value?', series.title),
      // Grouped digits are for reading: they could not be read back.
      ...(value === undefined ? {} : { value: formatText(value, quantity).replaceAll(',', '') }),
      validateInput: (text) => {
        const parsed = parseAmount(text, quantity);
        return parsed.ok ? undefined : vscode.l10n.t('It must be {0}.', parsed.allowed);
      },
    });
    if (given === undefined) return;
    const name = vscode.l10n.t('{0} above {1}', series.title, given.trim()).slice(0, LONGEST_RULE_NAME);
    const { attributes } = series;
    await addRule(
      { name, metric: metric.name, ...(attributes === undefined ? {} : { attributes }), threshold: given.trim() },
      folderOf(monitor?.facts),
    );
  }

  private async sessionOf(argument: unknown, title: string): Promise<Session | undefined> {
    const running = this.hub.sessions().filter(({ endedAtMs }) => endedAtMs === undefined);
    const named = running.find(({ id }) => id === sessionIdIn(argument));
    if (named !== undefined || running.length <= 1) return named ?? running[0];
    const items = running.map((session) => ({ label: labelText(session.name), description: session.type, session }));
    return (await vscode.window.showQuickPick(items, { title }))?.session;
  }
}

/** A chart's context menu and the tree hand over an object that says what was clicked. */
function metricIn(argument: unknown): Metric | undefined {
  const name = typeof argument === 'object' && argument !== null && 'metric' in argument ? argument.metric : undefined;
  return typeof name === 'string' && isMetricName(name) ? metricOf(name) : undefined;
}

function sessionIdIn(argument: unknown): unknown {
  return typeof argument === 'object' && argument !== null && 'sessionId' in argument ? argument.sessionId : argument;
}

async function pickMetric(): Promise<Metric | undefined> {
  const items = METRICS.filter(({ inStatistics }) => inStatistics !== false).map((metric) => ({
    label: metric.title,
    description: metric.name,
    detail: metric.description,
    metric,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Alert above a value of which metric?') }))
    ?.metric;
}
