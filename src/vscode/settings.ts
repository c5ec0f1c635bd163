import * as v from 'valibot';
import * as vscode from 'vscode';
import { CONFIGURATION_SECTION } from './ids';

/** The bounds of the sampling interval, milliseconds. */
export const INTERVAL_MS = { default: 1000, min: 100, max: 60_000 } as const;

const interval = v.pipe(v.number(), v.integer(), v.minValue(INTERVAL_MS.min), v.maxValue(INTERVAL_MS.max));
const autoMonitor = v.picklist(['debugAndRun', 'debugOnly', 'never']);
const source = v.picklist(['auto', 'procfs', 'pidusage']);

/** The settings as they are in force: each one valid. */
export interface Settings {
  readonly autoMonitor: v.InferOutput<typeof autoMonitor>;
  readonly intervalMs: number;
  readonly source: v.InferOutput<typeof source>;
  /** Whether Node programs get the agent when they are launched. */
  readonly injectAgent: boolean;
  /** Whether programs are told to send their OpenTelemetry metrics here when they are launched. */
  readonly receiveOtlp: boolean;
  /** Whether Python programs get our module when they are launched. */
  readonly injectPython: boolean;
  /** Whether each stop of a debugger tells what it took to come there. */
  readonly showStepCost: boolean;
}

/** A setting that was given but cannot be used, with what is allowed and what is used instead. */
export interface SettingProblem {
  readonly setting: string;
  readonly message: string;
}

/** Reads the settings; one that is not valid is replaced by its default and reported. */
export function readSettings(): { readonly settings: Settings; readonly problems: readonly SettingProblem[] } {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  const problems: SettingProblem[] = [];
  const read = <T>(name: string, schema: v.GenericSchema<unknown, T>, fallback: T, allowed: string): T => {
    const given = configuration.get<unknown>(name);
    if (given === undefined) return fallback;
    const parsed = v.safeParse(schema, given);
    if (parsed.success) return parsed.output;
    const setting = `${CONFIGURATION_SECTION}.${name}`;
    const message = vscode.l10n.t(
      '{0} is {1}, but must be {2}. {3} is used instead.',
      setting,
      JSON.stringify(given),
      allowed,
      String(fallback),
    );
    problems.push({ setting, message });
    return fallback;
  };
  const wholeNumber = vscode.l10n.t('a whole number of milliseconds from {0} to {1}', INTERVAL_MS.min, INTERVAL_MS.max);
  const settings: Settings = {
    autoMonitor: read('autoMonitor', autoMonitor, 'debugAndRun', autoMonitor.options.join(', ')),
    intervalMs: read('sampling.interval', interval, INTERVAL_MS.default, wholeNumber),
    source: read('sampling.source', source, 'auto', source.options.join(', ')),
    injectAgent: read('runtime.injectAgent', v.boolean(), true, 'true, false'),
    receiveOtlp: read('runtime.otlpReceiver', v.boolean(), false, 'true, false'),
    injectPython: read('runtime.python', v.boolean(), false, 'true, false'),
    showStepCost: read('stepCost.enabled', v.boolean(), true, 'true, false'),
  };
  return { settings, problems };
}

/** Writes one of our settings where it is set already: the workspace's settings, else the person's own. */
export function writeSetting(name: string, value: unknown): Thenable<void> {
  const configuration = vscode.workspace.getConfiguration(CONFIGURATION_SECTION);
  const isOfWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
  const target = isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  return configuration.update(name, value, target);
}

/** Calls back whenever one of our settings has changed. */
export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(CONFIGURATION_SECTION)) listener();
  });
}
