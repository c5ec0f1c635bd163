import * as v from 'valibot';
import type { SessionStore } from '../series/sessionStore';
import { statisticsOf } from '../series/statistics';
import type { MetricName } from '../shared/metrics';
import type { Session } from '../shared/state';
import { gitState, type RunHeader } from './runRecords';

/** What lists of runs show of one, kept beside its file so that no file must be read for a list. */
export const runSummary = v.object({
  version: v.literal(1),
  sessionId: v.string(),
  name: v.string(),
  type: v.string(),
  configuration: v.string(),
  startedAtMs: v.number(),
  endedAtMs: v.exactOptional(v.number()),
  /** `running` while it is written; `interrupted` when whoever wrote it did not live to tell how it ended. */
  outcome: v.picklist(['running', 'ended', 'crashed', 'lost', 'interrupted']),
  exitCode: v.exactOptional(v.number()),
  reason: v.exactOptional(v.string()),
  git: v.exactOptional(gitState),
  /** The highest values of the tree; absent where there was none. */
  peakCpuCores: v.exactOptional(v.number()),
  peakMemoryBytes: v.exactOptional(v.number()),
  /** The roots of the tree that lived last, by which a run is found again that goes on. */
  roots: v.array(v.object({ pid: v.number(), startTimeMs: v.number() })),
  /** The process that writes the run while it goes on. */
  writerPid: v.number(),
});

export type RunSummary = v.InferOutput<typeof runSummary>;

/** Sums up a run; `writerPid` is the process that writes it, undefined when it has gone. */
export function summaryOf(
  { configuration, git }: Pick<RunHeader, 'configuration' | 'git'>,
  session: Session,
  store: SessionStore,
  writer: { readonly pid: number; readonly isWriting: boolean },
): RunSummary {
  const { endedAtMs, exitCode, reason, name, type, startedAtMs } = session;
  const peakCpuCores = peakOf(store, 'process.cpu.time');
  const peakMemoryBytes = peakOf(store, 'process.memory.usage');
  return {
    version: 1,
    sessionId: session.id,
    name,
    type,
    configuration,
    startedAtMs,
    outcome: outcomeOf(session, writer.isWriting),
    ...(endedAtMs === undefined ? {} : { endedAtMs }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(reason === undefined ? {} : { reason }),
    ...(git === undefined ? {} : { git }),
    ...(peakCpuCores === undefined ? {} : { peakCpuCores }),
    ...(peakMemoryBytes === undefined ? {} : { peakMemoryBytes }),
    roots: session.processes
      .filter(({ alive, depth }) => alive && depth === 0)
      .map(({ pid, startTimeMs }) => ({ pid, startTimeMs })),
    writerPid: writer.pid,
  };
}

function outcomeOf({ state, endedAtMs }: Session, isWriting: boolean): RunSummary['outcome'] {
  switch (state) {
    case 'ended':
    case 'crashed':
      return state;
    case 'lost':
      return endedAtMs === undefined && isWriting ? 'running' : 'lost';
    case 'starting':
    case 'running':
    case 'paused':
      return isWriting ? 'running' : 'interrupted';
  }
}

function peakOf(store: SessionStore, metric: MetricName): number | undefined {
  const series = store.find({ metric, attributes: '' });
  return series && statisticsOf(series, -Infinity, Infinity)?.max;
}
