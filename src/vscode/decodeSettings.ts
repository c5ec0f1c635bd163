import * as v from 'valibot';

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

/** A setting that was given but cannot be used. */
export interface InvalidSetting {
  /** Without the extension's own section in front, such as `sampling.interval`. */
  readonly name: string;
  readonly given: unknown;
  /** The words of which it must be one; `interval` for a whole number within `INTERVAL_MS`. */
  readonly allowed: readonly string[] | 'interval';
  /** What is used instead. */
  readonly fallback: string | number | boolean;
}

/**
 * The settings out of what `get` gives for a name, of whatever shape; undefined stands for what is not set. One that
 * cannot be used is replaced by its default and told.
 */
export function decodeSettings(get: (name: string) => unknown): {
  readonly settings: Settings;
  readonly invalid: readonly InvalidSetting[];
} {
  const invalid: InvalidSetting[] = [];
  const read = <T extends InvalidSetting['fallback']>(
    name: string,
    schema: v.GenericSchema<unknown, T>,
    fallback: T,
    allowed: InvalidSetting['allowed'],
  ): T => {
    const given = get(name);
    if (given === undefined) return fallback;
    const parsed = v.safeParse(schema, given);
    if (parsed.success) return parsed.output;
    invalid.push({ name, given, allowed, fallback });
    return fallback;
  };
  const yesOrNo = (name: string, fallback: boolean): boolean => read(name, v.boolean(), fallback, ['true', 'false']);
  const settings: Settings = {
    autoMonitor: read('autoMonitor', autoMonitor, 'debugAndRun', autoMonitor.options),
    intervalMs: read('sampling.interval', interval, INTERVAL_MS.default, 'interval'),
    source: read('sampling.source', source, 'auto', source.options),
    injectAgent: yesOrNo('runtime.injectAgent', true),
    receiveOtlp: yesOrNo('runtime.otlpReceiver', false),
    injectPython: yesOrNo('runtime.python', false),
    showStepCost: yesOrNo('stepCost.enabled', true),
  };
  return { settings, invalid };
}
