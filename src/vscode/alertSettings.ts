import * as v from 'valibot';
import * as vscode from 'vscode';
import { decodeRules, type RuleProblem } from '../alerting/decodeRules';
import { defaultRules } from '../alerting/defaultRules';
import type { Alerting } from '../monitoring/alerting';
import { THIS_MACHINE } from '../sampling/machine/machineFacts';
import { memoryLimitBytes } from '../sampling/machine/memoryLimit';
import type { AlertRuleSettings } from '../shared/alertRuleSettings';
import { CONFIGURATION_SECTION } from './ids';

const RULES = 'alerts.rules';
const ANOMALIES_NOTIFY = 'anomalies.notify';

const notify = v.fallback(v.picklist(['toast', 'mark', 'off']), 'toast');
const detector = v.fallback(v.picklist(['envelope', 'zScore']), 'envelope');

/**
 * What sessions of a workspace folder are judged by, as it is set there, and what is wrong with it, in sentences for
 * people. Without a folder, what is set for the whole window.
 */
export function readAlerting(folder?: vscode.Uri): {
  readonly alerting: Alerting;
  readonly problems: readonly string[];
} {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION, folder);
  const limitBytes = memoryLimitBytes(THIS_MACHINE);
  const { rules, problems } = decodeRules(configuration.get<unknown>(RULES), defaultRules(), {
    memoryLimitBytes: limitBytes,
  });
  return {
    alerting: {
      rules,
      anomalies: {
        notify: v.parse(notify, configuration.get<unknown>(ANOMALIES_NOTIFY)),
        detector: v.parse(detector, configuration.get<unknown>('anomalies.detector')),
      },
      memoryLimitBytes: limitBytes,
    },
    problems: problems.map(problemText),
  };
}

/** Turns rules off for a folder's sessions; their entries in the settings, where there are any, keep everything else. */
export async function disableRules(names: readonly string[], folder?: vscode.Uri): Promise<void> {
  await updateRules(folder, (entries) => {
    const others = entries.filter((entry) => !names.includes(nameOf(entry)));
    const disabled = names.map((name) => ({
      ...entries.find((entry) => nameOf(entry) === name),
      name,
      enabled: false,
    }));
    return [...others, ...disabled];
  });
}

/** Adds a rule for a folder's sessions, in the place of one of the same name. */
export async function addRule(rule: AlertRuleSettings, folder?: vscode.Uri): Promise<void> {
  await updateRules(folder, (entries) => [...entries.filter((entry) => nameOf(entry) !== rule.name), rule]);
}

/** Anomalies are marked from now on, but no longer told. */
export async function markAnomaliesOnly(): Promise<void> {
  await update(ANOMALIES_NOTIFY, 'mark', undefined);
}

async function updateRules(
  folder: vscode.Uri | undefined,
  change: (entries: readonly object[]) => readonly object[],
): Promise<void> {
  const given = vscode.workspace.getConfiguration(CONFIGURATION_SECTION, folder).get<unknown>(RULES);
  const entries = Array.isArray(given) ? given.filter((entry) => typeof entry === 'object' && entry !== null) : [];
  await update(RULES, change(entries as readonly object[]), folder);
}

/** Writes where the setting in force is already, else for the person. */
async function update(setting: string, value: unknown, folder: vscode.Uri | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION, folder);
  await configuration.update(setting, value, targetOf(configuration.inspect(setting)));
}

function targetOf(
  given: { readonly workspaceFolderValue?: unknown; readonly workspaceValue?: unknown } | undefined,
): vscode.ConfigurationTarget {
  if (given?.workspaceFolderValue !== undefined) return vscode.ConfigurationTarget.WorkspaceFolder;
  return given?.workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
}

function nameOf(entry: object): string {
  return 'name' in entry && typeof entry.name === 'string' ? entry.name : '';
}

function problemText({ rule, message }: RuleProblem): string {
  const setting = `${CONFIGURATION_SECTION}.${RULES}`;
  if (rule === '') return vscode.l10n.t('{0}: {1}', setting, message);
  return vscode.l10n.t('{0}: the rule "{1}" is off. {2}', setting, rule, message);
}
