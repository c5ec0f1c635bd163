import { readFileSync, writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { decodeSaved } from '../../../webview/savedState';
import { initialState, reduce, type Action, type PanelState } from '../../../webview/state';
import { alertWith, appendWith, processWith, secondsOf, sessionWith, snapshotWith } from './builders';

const FILE = 'test/fixtures/panelStates.json';

/** What happens to a panel in its life, in order: each with the state that it leads to in the file. */
const STEPS: Readonly<Record<string, Action>> = {
  'nothing is monitored': snapshotWith({ sessions: [], view: { sessionId: 'none', window: 300_000 } }),
  'a session is shown': snapshotWith({
    sessions: [sessionWith({ processes: [processWith({ pid: 7 })] })],
    series: [secondsOf(1, 3)],
    limits: [{ name: 'Memory', metric: 'process.memory.usage', scope: 'tree', threshold: 10 }],
    charts: ['cpu', 'memory'],
  }),
  'a second came, with an alert': appendWith({
    nowMs: 61_000,
    series: [secondsOf(61, 61)],
    sessions: [sessionWith({ alerts: [alertWith({ state: 'firing', firedAtMs: 60_000 })] })],
  }),
  'the settings show other charts': appendWith({ nowMs: 62_000, charts: ['cpu'] }),
  'a chart is shown': { type: 'toggleChart', chart: 'io' },
  'a name is chosen': { type: 'chooseName', chart: 'application', name: 'orders' },
  'the crosshair is moved': { type: 'moveCursor', timeMs: 30_000 },
  'a span is drawn': { type: 'draft', draft: { anchorMs: 20_000, headMs: 30_000 } },
  'the span is shown': { type: 'showRange', range: { fromMs: 20_000, toMs: 30_000 } },
  'its values came': snapshotWith({
    view: { sessionId: 'a', window: 60_000, range: { fromMs: 20_000, toMs: 30_000 } },
    series: [secondsOf(20, 30)],
  }),
  'an event is selected': { type: 'selectEvents', keys: ['mark 7'] },
  'the statistics of the run are shown': { type: 'showSpan', span: 'run' },
  'the charts are a table': { type: 'toggleTable' },
  'new values are followed again': { type: 'showRange', range: undefined },
  'the program ended': snapshotWith({
    sessions: [sessionWith({ state: 'ended', endedAtMs: 62_000, exitCode: 0 })],
    series: [secondsOf(1, 62)],
  }),
  'another run is asked for': { type: 'select', view: { sessionId: 'past:1', window: 'all' } },
};

describe("the panel's states, one after the other", () => {
  it(`are those of ${FILE} (where they are meant to be others, run with UPDATE_SNAPSHOTS=1 and read the difference)`, () => {
    const states: Record<string, unknown> = {};
    let state = initialState(decodeSaved(undefined));
    states['nothing is known'] = readable(state);
    // Of each state what is not as it was before.
    for (const [name, action] of Object.entries(STEPS)) {
      const next = reduce(state, action);
      states[name] = changed(readable(state), readable(next));
      state = next;
    }
    const text = `${JSON.stringify(states, null, 2)}\n`;
    if (process.env.UPDATE_SNAPSHOTS === '1') writeFileSync(FILE, text);
    assert.equal(text, readFileSync(FILE, 'utf8'));
  });
});

/** A state as JSON can hold it: series by their spans. */
function readable(state: PanelState): Readonly<Record<string, unknown>> {
  const series = [...state.live.series].map(([key, { times, values }]) => ({
    key,
    points: times.length,
    first: [times.at(0), values.at(0)],
    last: [times.at(-1), values.at(-1)],
  }));
  return { ...state, live: { ...state.live, series } };
}

/** The entries that are not as they were; one that is gone is null. */
function changed(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]));
  return Object.fromEntries(entries.map(([key, value]) => [key, value ?? null]));
}
