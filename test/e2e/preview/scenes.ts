import type { PastRunOutline } from '../../../src/shared/pastRunOutline';
import type { Diagnosis } from '../../../src/shared/diagnosis';
import type { SnapshotMessage } from '../../../src/shared/protocol';
import { processKey, type ProcessInfo } from '../../../src/shared/sample';
import type { MonitorStatus, ProcessView, Session } from '../../../src/shared/state';
import { HOSTILE_TEXTS, hostileSession } from './hostile';
import { applicationSeries, NOW_MS, seriesOf, statisticsRows, type Gap } from './data';
import { noise } from './noise';

const MONITOR: MonitorStatus = {
  intervalMs: 1000,
  requestedIntervalMs: 1000,
  source: 'procfs',
  costCores: 0.0012,
  lastRoundMs: NOW_MS,
  skippedRounds: 0,
  droppedSamples: 0,
  stalled: false,
};

const STARTED_MS = NOW_MS - 761_000;

const ROOT = processOf({ pid: 48211, parentPid: 48190, name: 'node server.js' }, 0);

const SERVER: Session = {
  id: 'server',
  name: 'API server',
  type: 'pwa-node',
  state: 'running',
  startedAtMs: STARTED_MS,
  processes: [
    ROOT,
    processOf({ pid: 48230, parentPid: 48211, name: 'node worker.js' }, 1),
    processOf({ pid: 48236, parentPid: 48230, name: 'esbuild' }, 2),
    {
      ...processOf({ pid: 48299, parentPid: 48211, name: 'git' }, 1),
      alive: false,
      endedAtMs: NOW_MS - 61_000,
    },
  ],
  pauses: [{ fromMs: NOW_MS - 200_000, toMs: NOW_MS - 168_000 }],
  events: [
    { kind: 'started', timeMs: STARTED_MS, text: 'API server started' },
    { kind: 'restarted', timeMs: NOW_MS - 270_000, text: 'API server restarted' },
    { kind: 'paused', timeMs: NOW_MS - 200_000, text: 'paused at server.ts:48' },
    { kind: 'continued', timeMs: NOW_MS - 168_000, text: 'continued' },
    { kind: 'processStarted', timeMs: NOW_MS - 120_000, text: 'git (48299) started' },
    { kind: 'processExited', timeMs: NOW_MS - 61_000, text: 'git (48299) exited' },
    { kind: 'gc', timeMs: NOW_MS - 140_000, text: 'major garbage collection of 184 ms' },
    { kind: 'mark', timeMs: NOW_MS - 110_000, text: 'load test starts' },
    { kind: 'exception', timeMs: NOW_MS - 45_000, text: 'TypeError: order is undefined' },
    { kind: 'suspended', timeMs: NOW_MS - 20_000, text: 'the machine slept for 8 min' },
  ],
  alerts: [
    {
      id: 'cpu',
      name: 'CPU',
      severity: 'warning',
      state: 'resolved',
      notify: 'toast',
      metric: 'process.cpu.time',
      value: 0.78,
      threshold: 0.6,
      startedAtMs: NOW_MS - 70_000,
      firedAtMs: NOW_MS - 60_000,
      endedAtMs: NOW_MS - 25_000,
      message: 'CPU over 60 %',
    },
    {
      id: 'io',
      name: 'I/O',
      severity: 'critical',
      state: 'firing',
      notify: 'toast',
      metric: 'process.io',
      threshold: 400_000,
      startedAtMs: NOW_MS - 40_000,
      firedAtMs: NOW_MS - 38_000,
      message: 'I/O over 400 KB/s',
    },
  ],
  health: 'ok',
};

const PAUSE_GAP: Gap = { fromSeconds: 200, toSeconds: 168 };

/** In the round in which a program is found to have ended, nothing of it can be read. */
const LAST_ROUND: Gap = { fromSeconds: 1, toSeconds: -1 };

/** Runs of the days before, of two configurations. */
const PAST_RUNS: readonly PastRunOutline[] = [
  {
    sessionId: 'past:1',
    name: 'API server',
    configuration: 'API server',
    startedAtMs: NOW_MS - 26 * 3_600_000,
    endedAtMs: NOW_MS - 25 * 3_600_000,
    outcome: 'crashed',
    exitCode: 134,
    peakCpuCores: 1.5,
    peakMemoryBytes: 812e6,
    commit: '4f1c2d9e0a7b',
    isDirty: true,
  },
  {
    sessionId: 'past:2',
    name: 'Before the change',
    configuration: 'Import',
    startedAtMs: NOW_MS - 50 * 3_600_000,
    endedAtMs: NOW_MS - 50 * 3_600_000 + 42_000,
    outcome: 'ended',
  },
];

const DIAGNOSIS: Diagnosis = {
  fromMs: NOW_MS - 300_000,
  toMs: NOW_MS,
  verdicts: [
    {
      kind: 'eventLoopBlocked',
      certainty: 'certain',
      title: 'Event loop blocked: node server.js (pid 4121)',
      evidence: [
        'It stood still for 412 ms at p95 of the intervals, and for over 100 ms in 31 % of them.',
        'Meanwhile it uses the processor: it computes.',
      ],
      advice: 'Record a CPU profile while it happens.',
    },
    {
      kind: 'memoryGrowth',
      certainty: 'likely',
      title: 'Memory grows steadily',
      evidence: ['Memory grows by 5.6 MB a minute for 4 min 48 s.'],
      advice: 'Look for what is kept and never let go.',
    },
  ],
};

const NOTHING_YET: Diagnosis = {
  fromMs: NOW_MS,
  toMs: NOW_MS,
  verdicts: [
    {
      kind: 'notEnoughData',
      certainty: 'certain',
      title: 'Not enough data yet',
      evidence: ['0 of 15 samples.'],
    },
  ],
};

/** What the previews show: a snapshot for each state of things. */
export const SCENES = {
  empty: { ...snapshot([]), series: [], processes: [], statistics: [] },
  starting: bare({ ...SERVER, state: 'starting', startedAtMs: NOW_MS - 1000, processes: [], pauses: [], events: [] }),
  noData: bare({ ...SERVER, startedAtMs: NOW_MS - 2000, processes: [ROOT], pauses: [], events: [] }),
  busy: snapshot([SERVER, { ...SERVER, id: 'web', name: 'Web client', type: 'pwa-chrome' }]),
  paused: snapshot(
    [{ ...SERVER, state: 'paused', pauses: [...SERVER.pauses, { fromMs: NOW_MS - 48_000 }] }],
    [PAUSE_GAP, { fromSeconds: 48, toSeconds: -1 }],
  ),
  ended: snapshot([over('ended', 0)], [PAUSE_GAP, LAST_ROUND]),
  crashed: snapshot([{ ...over('crashed', 134), reason: 'Killed by SIGABRT.' }], [PAUSE_GAP, LAST_ROUND]),
  lost: bare({
    ...SERVER,
    state: 'lost',
    processes: [],
    reason:
      'The debugger says that the process runs on another machine (build-7). Only processes of this machine can be read.',
  }),
  stalled: {
    ...snapshot([SERVER]),
    monitor: { ...MONITOR, stalled: true, lastRoundMs: NOW_MS - 12_000 },
  },
  slowed: {
    ...snapshot([SERVER]),
    monitor: { ...MONITOR, intervalMs: 4000, slowedBy: 'ownCost' as const, costCores: 0.0131 },
  },
  oneProcess: {
    ...snapshot([SERVER]),
    view: { sessionId: SERVER.id, process: processKey(ROOT), window: 300_000 as const },
  },
  manyProcesses: snapshot([{ ...SERVER, processes: crowd(40) }]),
  thousandProcesses: snapshot([{ ...SERVER, processes: crowd(1000) }]),
  hostile: hostileScene(),
} as const satisfies Readonly<Record<string, SnapshotMessage>>;

export type SceneName = keyof typeof SCENES;

function snapshot(sessions: readonly Session[], gaps: readonly Gap[] = [PAUSE_GAP]): SnapshotMessage {
  const series = seriesOf(700, [...gaps, { fromSeconds: 24, toSeconds: 16 }]);
  const [first] = sessions;
  return {
    type: 'snapshot',
    nowMs: NOW_MS,
    ...(first !== undefined && { view: { sessionId: first.id, window: 300_000 } }),
    sessions,
    pastRuns: PAST_RUNS,
    series,
    processes: (first?.processes ?? []).filter((process) => process.alive).map(rowOf),
    statistics: statisticsRows(series, 300),
    limits: [{ name: 'CPU', metric: 'process.cpu.time', scope: 'tree', threshold: 0.6 }],
    ...(first !== undefined && { diagnosis: DIAGNOSIS }),
    monitor: MONITOR,
  };
}

/** A session of which nothing has been measured. */
function bare(session: Session): SnapshotMessage {
  return { ...snapshot([session]), series: [], processes: [], statistics: [], diagnosis: NOTHING_YET };
}

function over(state: 'ended' | 'crashed', exitCode: number): Session {
  const processes = SERVER.processes.map((process) => ({ ...process, alive: false, endedAtMs: NOW_MS }));
  const events = [
    ...SERVER.events,
    { kind: state, timeMs: NOW_MS - 1000, text: `${state} with exit code ${exitCode}` },
  ];
  return { ...SERVER, state, exitCode, endedAtMs: NOW_MS, reason: `Exited with code ${exitCode}.`, processes, events };
}

function rowOf(process: ProcessView): SnapshotMessage['processes'][number] {
  const random = noise(process.pid);
  return {
    key: processKey(process),
    values: {
      'process.cpu.time': random() * (process.depth === 0 ? 0.9 : 0.2),
      'process.memory.usage': 20e6 + random() * 120e6,
      'process.thread.count': 1 + Math.round(random() * 14),
      // The helper's descriptors may not be read: that is a dash, not a nought.
      ...(process.name !== 'esbuild' && { 'process.unix.file_descriptor.count': Math.round(8 + random() * 30) }),
    },
  };
}

function processOf(info: Omit<ProcessInfo, 'startTimeMs'>, depth: number): ProcessView {
  return { ...info, startTimeMs: STARTED_MS + depth * 400, depth, alive: true, paused: false };
}

function crowd(size: number): readonly ProcessView[] {
  const workers = Array.from({ length: size - 1 }, (_, index) =>
    processOf({ pid: 50_000 + index, parentPid: ROOT.pid, name: `node worker.js ${index + 1}` }, 1),
  );
  return [ROOT, ...workers];
}

/** Everything that a program or a person names, named as badly as can be. */
function hostileScene(): SnapshotMessage {
  const scene = snapshot([hostileSession(SERVER)]);
  const named = applicationSeries(Object.fromEntries(HOSTILE_TEXTS.map((text) => [text.slice(0, 500), 7])));
  const [run] = PAST_RUNS;
  const pastRuns = run === undefined ? [] : HOSTILE_TEXTS.map((text) => ({ ...run, name: text, configuration: text }));
  return { ...scene, pastRuns, series: [...scene.series, ...named] };
}
