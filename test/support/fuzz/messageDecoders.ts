import { MonitorHub } from '../../../src/monitoring/monitorHub';
import { ViewFeed } from '../../../src/monitoring/viewFeed';
import { decodeFrame } from '../../../src/runtime/decodeFrame';
import { splitFrames } from '../../../src/runtime/splitFrames';
import { decodeOrder, decodeReport } from '../../../src/launching/supervisor/messages';
import { decodeHostMessage, decodeWebviewMessage } from '../../../src/shared/decodeMessage';
import { decodeSaved } from '../../../webview/savedState';
import { helloFrame, memoryOf, tickFrame } from '../agent/frames';
import { MONITOR_STATUS } from '../monitorStatus';
import { processInfo, roundOf, sampleOf, T0 } from '../rounds';
import { fuzzed, type FuzzedDecoder } from './fuzzedDecoder';
import { mutatedBytes, mutatedJson, mutatedValue } from './mutations';

const view = { sessionId: 's', window: 60_000, process: '12@1700000000000.25' };

const FROM_WEBVIEW = [
  { type: 'ready', view },
  { type: 'select', view },
  { type: 'takeEvidence', sessionId: 's', kind: 'cpuProfile', process: view.process },
  { type: 'setInterval', intervalMs: 1000 },
  { type: 'setCharts', charts: ['cpu', 'memory'] },
  { type: 'alertAbove', metric: 'process.cpu.time' },
  { type: 'copy', text: 'a\tb' },
  { type: 'endProcess', sessionId: 's', process: view.process },
];

const FRAMES = [
  helloFrame(),
  tickFrame({
    delay: { min: 0, mean: 0.1, p50: 0.1, p90: 0.2, p95: 0.2, p99: 0.3, max: 0.3 },
    utilization: 0.5,
    memory: { ...memoryOf(5), spaces: [['new_space', 3]] },
    gc: [['minor', 2, 0.001]],
    served: { active: 1, outcomes: [['success', 4]], seconds: [[-200, 4]] },
    application: [
      { type: 'counter', name: 'jobs', attributes: [['kind', 'a']], value: 2 },
      { type: 'histogram', name: 'size', attributes: [], values: [[0, 1]] },
    ],
  }),
  { kind: 'incident', incident: 'warning', text: 'W' },
];

const SUPERVISED = [
  { kind: 'start', file: '/bin/true', args: ['a'], cwd: '/', env: { A: null }, isDetached: true, isVerbatim: false },
  { kind: 'started', pid: 7, startedAt: '12', groupId: 7 },
  { kind: 'exited', exitCode: 1, signal: 'SIGTERM' },
];

/** Decoders of what comes over a channel: from the panel and to it, from agents, from supervisors. */
export function messageDecoders(): readonly FuzzedDecoder[] {
  return [
    fuzzed('messages of the webview', mutatedValue(FROM_WEBVIEW), (message) => void decodeWebviewMessage(message)),
    fuzzed('messages to the webview', mutatedValue(messagesToWebview()), (message) => void decodeHostMessage(message)),
    fuzzed('the saved state of the webview', mutatedValue([{ view, charts: ['cpu'], isTable: true }]), (saved) => {
      decodeSaved(saved);
    }),
    fuzzed('frames of the agent', mutatedJson(FRAMES), (line) => void decodeFrame(line)),
    fuzzed(
      'a stream of the agent',
      mutatedBytes([Buffer.from(FRAMES.map((frame) => JSON.stringify(frame)).join('\n'))]),
      (bytes) => {
        for (const line of splitFrames(Buffer.alloc(0), bytes).lines) decodeFrame(line);
      },
    ),
    fuzzed('messages of the supervisor', mutatedValue(SUPERVISED), (message) => {
      decodeOrder(message);
      decodeReport(message);
    }),
  ];
}

/** What a panel is told of a run that has just begun. */
function messagesToWebview(): readonly unknown[] {
  const hub = new MonitorHub();
  const feed = new ViewFeed(hub);
  const program = processInfo(10, 1, T0);
  hub.begin({ id: 's', name: 's', type: 'pwa-node', startedAtMs: T0 });
  hub.ingest('s', { kind: 'target', timeMs: T0, process: program, debuggee: 'd' });
  const snapshot = feed.snapshot(undefined, T0 + 1_000, MONITOR_STATUS);
  const values = { 'process.cpu.time': 0.5, 'process.memory.usage': 1e6 };
  hub.ingest('s', { ...roundOf(T0 + 2_000, sampleOf(program, T0 + 2_000, values)), sessionId: 's' });
  return [snapshot, feed.append(T0 + 2_000, MONITOR_STATUS)];
}
