import * as vscode from 'vscode';
import type { SessionMonitor } from '../monitoring/sessionMonitor';
import { attributesLabel } from '../shared/attributesLabel';
import type { Metric } from '../shared/metrics';
import { attributePairs } from '../shared/sample';
import { formatText, quantityOf } from '../shared/units';
import { labelText } from './labelText';

/** One series of a metric; without attributes it is the sum. */
export interface PickedSeries {
  readonly title: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Its newest value; absent where there is none. */
  readonly value?: number;
}

/**
 * Asks which of the series that a program named is meant. Undefined when none is picked; where there is none to be
 * picked, a message says so.
 */
export async function pickNamedSeries(
  metric: Metric,
  monitor: SessionMonitor | undefined,
): Promise<PickedSeries | undefined> {
  const keys = monitor?.store.keys().filter((key) => key.metric === metric.name && key.process === undefined) ?? [];
  if (keys.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No running program tells {0}.', metric.title));
    return undefined;
  }
  const items = keys
    .map((key) => {
      const title = attributesLabel(key.attributes);
      const value = monitor?.store.find(key)?.latest;
      return {
        label: labelText(title),
        ...(value === undefined ? {} : { description: formatText(value, quantityOf(metric)) }),
        series: {
          title,
          attributes: Object.fromEntries(attributePairs(key.attributes)),
          ...(value === undefined ? {} : { value }),
        },
      };
    })
    .sort((one, other) => one.label.localeCompare(other.label));
  const title = vscode.l10n.t('Alert above a value of which series?');
  return (await vscode.window.showQuickPick(items, { title }))?.series;
}
