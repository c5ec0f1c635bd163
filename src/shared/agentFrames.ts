/**
 * What the agent inside a Node program and the host say to each other: one JSON text a line. The agent opens with a
 * `hello`; the host answers each frame with one byte, and the agent sends no tick before its last frame was answered,
 * so that nothing piles up. Both ends are of one build as a rule; `PROTOCOL_VERSION` tells when they are not.
 */
export type AgentFrame = HelloFrame | TickFrame | IncidentFrame | PongFrame | CapturedFrame;

/** Raised with every change of a frame's meaning; the host turns away agents of another version. */
export const PROTOCOL_VERSION = 3;

/** A longer line ends the connection. */
export const MAX_FRAME_BYTES = 256 * 1024;

/** The host's answer to a frame; another one while a person looks at the values, for which the agent looks closer too. */
export const ANSWER = '+';
export const WATCHED_ANSWER = '*';

/** No answer, but a question: the agent sends a `pong` as soon as its event loop comes to it. */
export const PING = '?';

/**
 * How far behind the clock the host reads what programs count: more than the time between two ticks, so that by then it is
 * known what had been counted.
 */
export const COUNTS_BEHIND_MS = 1_200;

/** No answer either: a `CaptureRequest` follows, as JSON up to the next line feed. */
export const REQUEST = '!';

/** The variable in the environment of a program that names the folder of the host's socket and token. */
export const AGENT_VARIABLE = 'PROCESS_MONITOR_AGENT';

/** The token's file in that folder. */
export const TOKEN_FILE = 'token';

/** The file there whose text marks the host's own requests to the program: the agent does not count those. */
export const MARK_FILE = 'mark';
export const MARK_HEADER = 'x-process-monitor';

/** Where the host listens. Windows has named pipes only, outside the file system; the folder's name makes them unguessable. */
export function socketPathOf(folder: string, platform: string): string {
  if (platform !== 'win32') return `${folder}/socket`;
  const name = folder.split(/[\\/]/).at(-1) ?? '';
  return `\\\\.\\pipe\\${name}`;
}

/** Bounds of what a program may name; what is beyond them is dropped and counted. */
export const APPLICATION_LIMITS = {
  /** Series of one thread. */
  series: 100,
  nameLength: 64,
  attributes: 6,
  attributeLength: 64,
} as const;

/** Names that turn an assignment into a change of a prototype, should anybody ever use them as keys. */
const UNSAFE_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a program's name for something may stand where objects have keys; the host refuses others. */
export function isSafeName(name: string): boolean {
  return !UNSAFE_NAMES.has(name);
}

/** The first frame of a thread. */
export interface HelloFrame {
  readonly kind: 'hello';
  readonly version: number;
  readonly token: string;
  readonly pid: number;
  /** 0 for the main thread, else the worker's number. */
  readonly threadId: number;
  /** Seconds since the process started, by which its pid is checked. */
  readonly uptimeSeconds: number;
}

/** What a thread was like since its last tick. What it does not have, it leaves out. Counts are since the last tick. */
export interface TickFrame {
  readonly kind: 'tick';
  readonly delay?: DelaySummary;
  /** The share of the time since the last tick in which the event loop worked, 0 to 1. */
  readonly utilization?: number;
  readonly memory?: MemoryFigures;
  /** CPU time of the whole process; only the main thread tells it. */
  readonly cpuSeconds?: number;
  readonly gc: readonly (readonly [kind: GcKind, count: number, seconds: number])[];
  /** What keeps the event loop alive, by type: the newest count, every few seconds. */
  readonly resources?: readonly (readonly [type: string, count: number])[];
  /** Absent until the first request came in. */
  readonly served?: RequestFigures;
  /** Absent until the first request went out. */
  readonly sent?: RequestFigures;
  readonly application: readonly ApplicationSeries[];
  /** What the program told, but was beyond the bounds. */
  readonly dropped: number;
}

/** Something that happened in the program. */
export interface IncidentFrame {
  readonly kind: 'incident';
  readonly incident: Incident;
  /** One line for people, at most `INCIDENT_LENGTH` characters. */
  readonly text: string;
}

/** `gc`: a garbage collection that held the program for long. */
export type Incident = 'exception' | 'warning' | 'gc';

/** The answer to a ping: the event loop of this thread goes round. */
export interface PongFrame {
  readonly kind: 'pong';
}

export const INCIDENT_LENGTH = 300;

/** What the inspector of a Node program can take: evidence of what it does, or of what it keeps. */
export const PROFILE_KINDS = ['cpuProfile', 'heapProfile', 'heapSnapshot'] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** Asks a main thread to take evidence of itself or of one of its workers, and to write it. */
export interface CaptureRequest {
  /** Comes back with the answer. */
  readonly id: number;
  readonly profile: ProfileKind;
  /** Whose heap: 0 for the main thread, else the worker's number. A CPU profile is that of the busiest thread. */
  readonly threadId: number;
  /** The name of a new file in the host's folder. */
  readonly file: string;
  /** How long a profile is to be; a snapshot is taken at once. */
  readonly seconds: number;
  /** A larger file is not wanted. */
  readonly maxBytes: number;
}

/** The answer to a request: the file is there, or it says why not. */
export interface CapturedFrame {
  readonly kind: 'captured';
  readonly id: number;
  /** One line for people, at most `INCIDENT_LENGTH` characters. */
  readonly failure?: string;
}

/** By how much timers of the event loop came late, in seconds, without the resolution of the measurement. */
export interface DelaySummary {
  readonly min: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The memory of one V8 isolate, in bytes. */
export interface MemoryFigures {
  readonly used: number;
  readonly total: number;
  readonly limit: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly spaces: readonly (readonly [name: string, usedBytes: number])[];
}

export const GC_KINDS = ['minor', 'major', 'incremental', 'weakcb'] as const;
export type GcKind = (typeof GC_KINDS)[number];

/** How a request ended: by its status, or without one because a side went away. */
export const OUTCOMES = ['success', 'client_error', 'server_error', 'aborted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface RequestFigures {
  /** Requests that are under way now. */
  readonly active: number;
  readonly outcomes: readonly (readonly [outcome: Outcome, count: number])[];
  /** The durations of those that were answered. */
  readonly seconds: Histogram;
}

/** How many values fell into each bucket, by the bucket's number. */
export type Histogram = readonly (readonly [bucket: number, count: number])[];

/** One series of the program's own. */
export type ApplicationSeries = {
  readonly name: string;
  readonly attributes: readonly (readonly [key: string, value: string])[];
} & (
  | { readonly type: 'counter' | 'gauge'; readonly value: number }
  | { readonly type: 'histogram'; readonly values: Histogram }
);

/** Each bucket is wider than the one before by this factor: a value read back is within 1 % of the one put in. */
const GROWTH = Math.log(1.02);
const SMALLEST = 1e-9;
/** Buckets go up to about 1e11. */
export const BUCKET_RANGE = { min: Math.round(Math.log(SMALLEST) / GROWTH), max: 1_300 } as const;

/** The bucket of a value; what is not above zero goes into the lowest. */
export function bucketOf(value: number): number {
  const bucket = Math.round(Math.log(Math.max(value, SMALLEST)) / GROWTH);
  return Math.min(BUCKET_RANGE.max, bucket);
}

/** The value in the middle of a bucket. */
export function valueOfBucket(bucket: number): number {
  return Math.exp(bucket * GROWTH);
}
