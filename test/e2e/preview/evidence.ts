import type { SnapshotMessage } from '../../../src/shared/protocol';
import { NOW_MS } from './data';
import { SCENES } from './scenes';

const { busy } = SCENES;

/** A verdict that a profile would explain, and a profile that was taken. */
export const EVIDENCE: SnapshotMessage = {
  ...busy,
  sessions: busy.sessions.map((session) => ({
    ...session,
    events: [
      ...session.events,
      {
        kind: 'captured',
        timeMs: NOW_MS - 90_000,
        text: 'CPU profile of 5 s; hottest: renderPage (server.js:48) 61 %, parseQuery (query.js:12) 9 %',
        capture: { kind: 'cpuProfile', file: 'cpu-48211.cpuprofile', hottest: [] },
      },
    ],
  })),
  ...(busy.diagnosis && {
    diagnosis: {
      ...busy.diagnosis,
      verdicts: busy.diagnosis.verdicts.map((verdict) => ({ ...verdict, capture: 'cpuProfile' })),
    },
  }),
};

/** Runs in the page: has two runs compared. */
export function compareInPage(): void {
  const line = (level: number): { times: Float64Array; values: Float64Array } => ({
    times: Float64Array.from({ length: 60 }, (_, second) => second * 1000),
    values: Float64Array.from({ length: 60 }, (_, second) => level * (1 + second / 200)),
  });
  const comparison = {
    runs: [
      { name: 'API server', startedAtMs: 1_795_000_000_000 },
      { name: 'API server', startedAtMs: 1_795_003_600_000 },
    ],
    marks: ['load test'],
    rows: [
      {
        title: 'Memory',
        before: '198 MB',
        others: [{ value: '262 MB', verdict: 'more', meaning: '+32 %, from +30 % to +34 %' }],
      },
      { title: 'CPU', before: '31 %', others: [{ value: '31.4 %', verdict: 'same', meaning: 'no difference' }] },
      { title: 'Requests', before: '20 /s', others: [{ value: '', verdict: 'unknown', meaning: 'not measured' }] },
    ],
    charts: [
      { title: 'Memory', quantity: 'bytes', lines: [line(198e6), line(262e6)] },
      { title: 'CPU', quantity: 'cores', lines: [line(0.31), line(0.314)] },
    ],
  };
  window.postMessage({ type: 'comparison', comparison }, '*');
}
