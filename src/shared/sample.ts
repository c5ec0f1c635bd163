import type { AgentPresence } from './health';
import type { MetricName } from './metrics';

/** Identifies one monitored run: the id of the root debug session, or one of our own making. */
export type SessionId = string;

/** The session under which Process Monitor keeps the metrics about itself. */
export const SELF_SESSION: SessionId = 'process-monitor';

/** A process is its pid AND its start: the operating system reuses pids. `startTimeMs` is in epoch milliseconds. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTimeMs: number;
}

/** A process identity as text, for maps and messages. */
export type ProcessKey = `${number}@${number}`;

/** The text form of a process identity. */
export function processKey(process: ProcessIdentity): ProcessKey {
  return `${process.pid}@${process.startTimeMs}`;
}

/**
 * Attributes of a series as sorted `key="value"` pairs joined by commas, with `\` and `"` escaped in values; empty for
 * none. Two queues of one metric are two series.
 */
export type Attributes = string;

/** The canonical text of a set of attributes: sorted by key, values escaped; the empty text for none. */
export function attributesOf(attributes: Readonly<Record<string, string>>): Attributes {
  return Object.keys(attributes)
    .sort()
    .map((key) => `${key}="${(attributes[key] ?? '').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
    .join(',');
}

/** The pairs of a canonical text of attributes, in its order, with values unescaped. */
export function attributePairs(attributes: Attributes): readonly (readonly [key: string, value: string])[] {
  return [...attributes.matchAll(/([^",=]+)="((?:[^"\\]|\\[^])*)"/g)].map(
    ([, key = '', value = '']) => [key, value.replace(/\\([^])/g, '$1')] as const,
  );
}

/** One value, in the metric's base unit; a counter's value is its count so far. */
export interface Reading {
  readonly metric: MetricName;
  readonly attributes: Attributes;
  readonly value: number;
}

/** What is known of a process apart from its values. `name` is for people: a basename, never a command line. */
export interface ProcessInfo extends ProcessIdentity {
  readonly parentPid: number;
  readonly name: string;
}

/**
 * How the system holds a living process: running or ready to, stopped by a signal, held by a tracer, waiting for a device
 * where no signal reaches it, or with a main thread that has ended before the others.
 */
export type ProcessStanding = 'running' | 'stopped' | 'traced' | 'uninterruptible' | 'zombie';

/** The readings of one process in one round. `readings` is empty where the process lives but may not be read. */
export interface ProcessSample {
  readonly process: ProcessInfo;
  /** When this process was read, epoch milliseconds on a clock that never steps. */
  readonly timeMs: number;
  readonly readings: readonly Reading[];
  /** Absent where the source cannot tell. */
  readonly standing?: ProcessStanding;
}

/** All living processes of one session at one tick; a process that is missing here has exited. */
export interface Round {
  readonly kind: 'round';
  readonly sessionId: SessionId;
  readonly timeMs: number;
  readonly processes: readonly ProcessSample[];
  /** Whether its Node programs report from inside; absent where none of them is Node. */
  readonly agent?: AgentPresence;
  /** What the machine is like at this moment; absent where nobody looked. */
  readonly machine?: readonly Reading[];
}
