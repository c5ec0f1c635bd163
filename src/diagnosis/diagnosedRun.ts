import type { SessionStore } from '../series/sessionStore';
import type { HotFunction } from '../shared/capture';
import type { ProcessKey } from '../shared/sample';
import type { SessionEvent } from '../shared/state';
import { Figures } from './figures';

/** A process of the run and its figures over the range. */
export interface DiagnosedProcess {
  readonly key: ProcessKey;
  /** What people call it: name and pid. */
  readonly name: string;
  readonly figures: Figures;
  /** Where it spent its time, by the newest CPU profile within the range; empty where none was taken. */
  readonly hottest: readonly HotFunction[];
}

/** What is looked at: a run over a range of time. */
export interface DiagnosedRun {
  /** The whole tree's. */
  readonly tree: Figures;
  /** Those that lived in the range, with series of their own. */
  readonly processes: readonly DiagnosedProcess[];
  /** How many processes were started within the range. */
  readonly startedProcesses: number;
  readonly spanMs: number;
  /** What programs may use of this machine or container, bytes; absent where it is not known. */
  readonly memoryLimitBytes?: number;
}

/** What of a session is needed to look at it. */
export interface RunToDiagnose {
  readonly store: SessionStore;
  readonly processes: readonly RunningProcess[];
  readonly events?: readonly SessionEvent[];
  readonly memoryLimitBytes?: number;
}

interface RunningProcess {
  readonly pid: number;
  readonly startTimeMs: number;
  readonly name: string;
  /** Absent while it lives. */
  readonly endedAtMs?: number;
}

/** So many processes are looked at one by one, the newest that lived in the range. */
const MOST_PROCESSES = 100;

/** A run as it was from `fromMs` to `toMs`, epoch milliseconds. */
export function diagnosedRun(
  { store, processes, events = [], memoryLimitBytes }: RunToDiagnose,
  fromMs: number,
  toMs: number,
): DiagnosedRun {
  const tree = new Figures(store, fromMs, toMs);
  // What was kept with the run is what held for it then.
  const limitBytes = tree.mean('system.memory.limit') ?? memoryLimitBytes;
  const profiles = events.filter(
    ({ capture, timeMs }) => capture?.kind === 'cpuProfile' && timeMs >= fromMs && timeMs <= toMs,
  );
  const keys = new Set(store.keys().flatMap(({ process }) => process ?? []));
  const started = [...keys].filter((key) => {
    const startedMs = startOf(key);
    return startedMs >= fromMs && startedMs <= toMs;
  });
  const living = processes.filter(
    ({ startTimeMs, endedAtMs = Infinity }) => startTimeMs <= toMs && endedAtMs >= fromMs,
  );
  const named = living.slice(-MOST_PROCESSES).flatMap(({ pid, startTimeMs, name }) => {
    const key: ProcessKey = `${pid}@${startTimeMs}`;
    const figures = tree.of(key);
    return keys.has(key) && figures.mean('process.cpu.time') !== undefined
      ? [{ key, name: `${name} (pid ${pid})`, figures, hottest: hottestOf(key, profiles) }]
      : [];
  });
  return {
    tree,
    processes: named,
    startedProcesses: started.length,
    spanMs: toMs - fromMs,
    ...(limitBytes === undefined ? {} : { memoryLimitBytes: limitBytes }),
  };
}

function hottestOf(key: ProcessKey, profiles: readonly SessionEvent[]): readonly HotFunction[] {
  return profiles.findLast(({ process }) => process === key)?.capture?.hottest ?? [];
}

function startOf(key: ProcessKey): number {
  return Number(key.slice(key.indexOf('@') + 1));
}
