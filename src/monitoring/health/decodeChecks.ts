import * as v from 'valibot';
import { parseAmount } from '../../alerting/thresholdText';
import { DEFAULT_TIMING, type HealthTiming } from '../../shared/health';

/** The health checks of one launch configuration. */
export interface ConfiguredChecks {
  readonly timing: HealthTiming;
  /** An absolute URL of http or https. */
  readonly http?: string;
  readonly tcp?: { readonly host: string; readonly port: number };
  readonly command?: { readonly file: string; readonly args: readonly string[] };
}

/** What is wrong with a field of an entry, and what is allowed there. */
export interface CheckProblem {
  /** The launch configuration; empty for the whole setting. */
  readonly name: string;
  readonly message: string;
}

export interface DecodedChecks {
  readonly checks: ReadonlyMap<string, ConfiguredChecks>;
  readonly problems: readonly CheckProblem[];
}

/**
 * The health checks by the name of their launch configuration. An entry with a mistake is left out, the others stay.
 * `given` is the value of the setting, of any shape.
 */
export function decodeChecks(given: unknown): DecodedChecks {
  const checks = new Map<string, ConfiguredChecks>();
  const problems: CheckProblem[] = [];
  const entries = v.safeParse(setting, given ?? {});
  if (!entries.success || Array.isArray(given)) {
    return { checks, problems: [{ name: '', message: 'It must be an object with names of launch configurations.' }] };
  }
  for (const [name, item] of Object.entries(entries.output)) {
    const decoded = decodeEntry(item);
    if (typeof decoded === 'string') problems.push({ name, message: decoded });
    else checks.set(name, decoded);
  }
  return { checks, problems };
}

const setting = v.record(v.string(), v.unknown());

const LONGEST_MS = 3_600_000;
const SHORTEST_MS = 100;

const milliseconds = v.pipe(
  v.union([v.number(), v.string()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseAmount(dataset.value, 'seconds');
    const value = parsed.ok ? parsed.value * 1000 : NaN;
    if (value >= SHORTEST_MS && value <= LONGEST_MS) return value;
    addIssue();
    return NEVER;
  }),
);
const DURATION = 'a number of seconds such as 5, or a text such as "5 s", "500 ms", from 100 ms to 1 h';

const PORTS = { min: 1, max: 65_535 } as const;
const port = v.pipe(v.number(), v.integer(), v.minValue(PORTS.min), v.maxValue(PORTS.max));
const hostAndPort = v.pipe(
  v.string(),
  v.regex(/^[^\s/:@]+:\d{1,5}$|^\[[\da-f:.]+\]:\d{1,5}$/i),
  v.transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
  }),
  v.check((target) => v.is(port, target.port)),
);

const texts = v.pipe(v.array(v.pipe(v.string(), v.maxLength(4_096))), v.minLength(1), v.maxLength(100));

/** Each field with what it may be and how that is said. */
const FIELDS = {
  http: [v.pipe(v.string(), v.url(), v.regex(/^https?:/i)), 'a URL such as "http://localhost:3000/health"'],
  tcp: [v.union([port, hostAndPort]), 'a port such as 3000, or a text such as "localhost:3000"'],
  command: [
    v.pipe(
      texts,
      v.check(([file]) => file !== ''),
    ),
    'a list of a program and its arguments such as ["pg_isready", "-q"]',
  ],
  interval: [milliseconds, DURATION],
  timeout: [milliseconds, DURATION],
  failureThreshold: [v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 'a whole number from 1 to 100'],
} as const satisfies Readonly<Record<string, readonly [v.GenericSchema, string]>>;

/** The fields of an entry. */
export const CHECK_FIELDS = Object.keys(FIELDS);

const entry = v.strictObject({
  http: v.exactOptional(FIELDS.http[0]),
  tcp: v.exactOptional(FIELDS.tcp[0]),
  command: v.exactOptional(FIELDS.command[0]),
  interval: v.exactOptional(FIELDS.interval[0]),
  timeout: v.exactOptional(FIELDS.timeout[0]),
  failureThreshold: v.exactOptional(FIELDS.failureThreshold[0]),
});

/** The checks of an entry, or what is wrong with it. */
function decodeEntry(item: unknown): ConfiguredChecks | string {
  const parsed = v.safeParse(entry, item, { abortEarly: true });
  if (!parsed.success) return problemOf(v.getDotPath(parsed.issues[0])?.split('.')[0]);
  const { http, tcp, command, interval, timeout, failureThreshold } = parsed.output;
  const timing = {
    intervalMs: interval ?? DEFAULT_TIMING.intervalMs,
    timeoutMs: timeout ?? Math.min(DEFAULT_TIMING.timeoutMs, interval ?? Infinity),
    failureThreshold: failureThreshold ?? DEFAULT_TIMING.failureThreshold,
  };
  const [file, ...args] = command ?? [];
  return {
    timing,
    ...(http === undefined ? {} : { http }),
    ...(tcp === undefined ? {} : { tcp: typeof tcp === 'number' ? { host: 'localhost', port: tcp } : tcp }),
    ...(file === undefined ? {} : { command: { file, args } }),
  };
}

function problemOf(field: string | undefined): string {
  if (field === undefined) return `It must be an object with the fields ${CHECK_FIELDS.join(', ')}.`;
  if (!Object.hasOwn(FIELDS, field)) return `There is no field "${field}"; there are: ${CHECK_FIELDS.join(', ')}.`;
  return `"${field}" must be ${FIELDS[field as keyof typeof FIELDS][1]}.`;
}
