import assert from 'node:assert/strict';
import type { ProcessRow } from '../../../src/shared/protocol';
import { FIRST_CHOICES } from '../../../src/shared/panelChoices';
import { decodeSaved } from '../../../webview/savedState';
import { seriesKey } from '../../../webview/series';
import {
  chosenView,
  initialState,
  MAX_POINTS,
  reduce,
  selectedSession,
  shownView,
  type PanelState,
} from '../../../webview/state';
import { appendWith, MONITOR, secondsOf, seriesWith, sessionWith, snapshotWith, stateAfter, VIEW } from './builders';

const MEMORY = seriesKey('process.memory.usage');

function timesOf(state: PanelState): readonly number[] {
  return [...(state.live.series.get(MEMORY)?.times ?? [])];
}

describe('the reducer of the panel', () => {
  it('takes the whole picture from a snapshot', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(1, 3)] }));
    assert.equal(state.isConnected, true);
    assert.equal(selectedSession(state)?.id, 'a');
    assert.deepEqual(timesOf(state), [1000, 2000, 3000]);
  });

  it('adds appended points behind those it has', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(59, 60)] }));
    assert.deepEqual(
      timesOf(reduce(state, appendWith({ nowMs: 61_000, series: [secondsOf(61, 61)] }))),
      [59_000, 60_000, 61_000],
    );
  });

  it('leaves out points that it has already', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(59, 60)] }));
    assert.deepEqual(
      timesOf(reduce(state, appendWith({ nowMs: 61_000, series: [secondsOf(59, 61)] }))),
      [59_000, 60_000, 61_000],
    );
  });

  it('takes up a series that appears later', () => {
    const state = reduce(stateAfter(snapshotWith()), appendWith({ nowMs: 61_000, series: [secondsOf(61, 61)] }));
    assert.deepEqual(timesOf(state), [61_000]);
  });

  it('takes in those sessions and processes that have changed, and keeps the others', () => {
    const rowOf = (pid: number, bytes: number): ProcessRow => ({
      key: `${pid}@1`,
      values: { 'process.memory.usage': bytes },
    });
    const sessions = [sessionWith(), sessionWith({ id: 'b' })];
    const state = stateAfter(snapshotWith({ sessions, processes: [rowOf(1, 10), rowOf(2, 20)] }));
    const changed = [sessionWith({ state: 'paused' }), sessionWith({ id: 'c' })];
    const next = reduce(state, appendWith({ nowMs: 61_000, sessions: changed, processes: [rowOf(2, 21)] }));
    assert.deepEqual(
      next.sessions.map(({ id, state: now }) => `${id} ${now}`),
      ['a paused', 'b running', 'c running'],
    );
    assert.deepEqual(next.live.processes, [rowOf(1, 10), rowOf(2, 21)]);
    const gone = reduce(next, appendWith({ nowMs: 62_000, processes: [{ key: '1@1', values: {} }] }));
    assert.deepEqual(gone.live.processes, [rowOf(2, 21)]);
    assert.equal(gone.sessions, next.sessions);
  });

  it('drops what has left the window, but for the point from which the line comes in', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(0, 60)] }));
    const next = reduce(state, appendWith({ nowMs: 70_500, series: [secondsOf(61, 70)] }));
    assert.equal(timesOf(next)[0], 10_000);
    assert.equal(timesOf(next).at(-1), 70_000);
  });

  it('drops old points of series that get no new ones', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(0, 60)] }));
    assert.equal(timesOf(reduce(state, appendWith({ nowMs: 100_500 })))[0], 40_000);
  });

  it('keeps the values of a run that has ended, however late it is', () => {
    const ended = sessionWith({ state: 'ended', endedAtMs: 60_000 });
    const state = stateAfter(snapshotWith({ sessions: [ended], series: [secondsOf(0, 60)] }));
    assert.equal(timesOf(reduce(state, appendWith({ nowMs: 9_000_000 }))).length, 61);
  });

  it('keeps everything in the window of the whole run', () => {
    const state = stateAfter(snapshotWith({ view: { ...VIEW, window: 'all' }, series: [secondsOf(0, 60)] }));
    assert.equal(timesOf(reduce(state, appendWith({ nowMs: 9_000_000 }))).length, 61);
  });

  it('asks for a fresh snapshot when a series outgrows its bound, once', () => {
    const view = { ...VIEW, window: 'all' } as const;
    const state = stateAfter(snapshotWith({ view, series: [secondsOf(1, MAX_POINTS)] }));
    assert.equal(state.needsSnapshot, false);
    const grown = reduce(state, appendWith({ nowMs: 7_000_000, series: [secondsOf(MAX_POINTS + 1, MAX_POINTS + 1)] }));
    assert.equal(grown.needsSnapshot, true);
    assert.equal(reduce(grown, { type: 'select', view }).needsSnapshot, false);
  });

  it('ignores series that were sent for the view that was left', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(59, 60)] }));
    const left = reduce(state, { type: 'select', view: { ...VIEW, sessionId: 'b' } });
    const next = reduce(left, appendWith({ nowMs: 61_000, series: [secondsOf(61, 61)] }));
    assert.deepEqual(timesOf(next), [59_000, 60_000]);
  });

  it('goes on showing the old view under its own name until the snapshot of the new one comes', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(59, 60)] }));
    const process = { ...VIEW, process: '7@1' } as const;
    const waiting = reduce(state, { type: 'select', view: process });
    assert.deepEqual(waiting.view, VIEW);
    assert.deepEqual(chosenView(waiting), process);
    const there = reduce(waiting, snapshotWith({ view: process, series: [secondsOf(60, 60)] }));
    assert.deepEqual(there.view, process);
    assert.deepEqual(timesOf(there), [60_000]);
  });

  it('takes the view that the host gives instead of the one that was asked for', () => {
    const waiting = reduce(stateAfter(snapshotWith()), { type: 'select', view: { ...VIEW, sessionId: 'gone' } });
    assert.deepEqual(chosenView(reduce(waiting, snapshotWith())), VIEW);
  });

  it('shows a chosen span at once with what there is of it, until its own values come', () => {
    const range = { fromMs: 20_000, toMs: 40_000 };
    const zoomed = reduce(stateAfter(snapshotWith({ series: [secondsOf(0, 60)] })), { type: 'showRange', range });
    assert.deepEqual(zoomed.requested, { ...VIEW, range });
    assert.deepEqual(shownView(zoomed), { ...VIEW, range });
    const there = reduce(zoomed, snapshotWith({ view: { ...VIEW, range }, series: [secondsOf(20, 40)] }));
    assert.equal(there.requested, undefined);
    assert.equal(timesOf(reduce(there, appendWith({ nowMs: 9_000_000 }))).length, 21);
  });

  it('goes on asking for the span that was moved meanwhile', () => {
    const spanFrom = (fromMs: number) => ({ fromMs, toMs: fromMs + 20_000 });
    const first = reduce(stateAfter(snapshotWith()), { type: 'showRange', range: spanFrom(20_000) });
    const second = reduce(first, { type: 'showRange', range: spanFrom(30_000) });
    const answered = reduce(second, snapshotWith({ view: { ...VIEW, range: spanFrom(20_000) } }));
    assert.deepEqual(shownView(answered)?.range, spanFrom(30_000));
    assert.equal(reduce(answered, snapshotWith({ view: { ...VIEW, range: spanFrom(30_000) } })).requested, undefined);
  });

  it('follows what is new again, and asks for nothing where it does already', () => {
    const range = { fromMs: 20_000, toMs: 40_000 };
    const state = stateAfter(snapshotWith({ view: { ...VIEW, range } }));
    assert.deepEqual(reduce(state, { type: 'showRange', range: undefined }).requested, VIEW);
    assert.equal(reduce(stateAfter(snapshotWith()), { type: 'showRange', range: undefined }).requested, undefined);
  });

  it('keeps what an append does not mention', () => {
    const statistics = [{ metric: 'process.cpu.time' as const }];
    const state = reduce(stateAfter(snapshotWith({ statistics })), appendWith({ nowMs: 61_000 }));
    assert.equal(state.live.statistics, statistics);
    assert.equal(state.monitor, MONITOR);
    assert.equal(state.sessions.length, 1);
  });

  it('hears of sessions and of the monitor even while it waits for a snapshot', () => {
    const waiting = initialState(decodeSaved(undefined));
    const monitor = { ...MONITOR, stalled: true };
    const state = reduce(waiting, appendWith({ nowMs: 1, sessions: [sessionWith()], monitor }));
    assert.equal(state.sessions.length, 1);
    assert.equal(state.monitor?.stalled, true);
  });

  it('tells series of one metric apart by their attributes', () => {
    const read = seriesWith([[1000, 1]], 'process.io', 'io.direction="read"');
    const write = seriesWith([[1000, 2]], 'process.io', 'io.direction="write"');
    assert.equal(stateAfter(snapshotWith({ series: [read, write] })).live.series.size, 2);
  });

  it('shows and hides a chart, in the order of the catalogue', () => {
    const state = stateAfter(snapshotWith());
    const without = reduce(state, { type: 'toggleChart', chart: 'cpu' });
    assert.equal(without.chosenCharts.includes('cpu'), false);
    assert.equal(reduce(without, { type: 'toggleChart', chart: 'cpu' }).chosenCharts[0], 'cpu');
  });

  it('sorts a table by a column, the other way, and not at all, and leaves the other table as it is', () => {
    const sort = { type: 'sortTable', table: 'statistics', column: 'Max' } as const;
    const others = reduce(stateAfter(snapshotWith()), { type: 'sortTable', table: 'processes', column: 'PID' });
    const once = reduce(others, sort);
    assert.deepEqual(once.choices.sorts.statistics, { column: 'Max', direction: 'descending' });
    assert.deepEqual(reduce(reduce(once, sort), sort).choices.sorts, others.choices.sorts);
  });

  it('takes what the host has kept of the choices, and keeps its own while the host tells none', () => {
    const choices = { ...FIRST_CHOICES, isTable: true };
    const told = reduce(stateAfter(snapshotWith()), snapshotWith({ choices }));
    assert.deepEqual(told.choices, choices);
    assert.deepEqual(reduce(told, snapshotWith()).choices, choices);
  });

  it('draws one name only, and all again', () => {
    const state = reduce(stateAfter(snapshotWith()), { type: 'chooseName', chart: 'application', name: 'queue' });
    assert.deepEqual(state.choices.chosenNames, { application: 'queue' });
    const all = reduce(state, { type: 'chooseName', chart: 'application', name: undefined });
    assert.deepEqual(all.choices.chosenNames, {});
  });

  it('changes nothing when the crosshair stays where it is', () => {
    const state = reduce(stateAfter(snapshotWith()), { type: 'moveCursor', timeMs: 5 });
    assert.equal(reduce(state, { type: 'moveCursor', timeMs: 5 }), state);
  });

  it('never changes the state that it was given', () => {
    const state = stateAfter(snapshotWith({ series: [secondsOf(59, 60)] }));
    reduce(state, appendWith({ nowMs: 61_000, series: [secondsOf(61, 61)] }));
    assert.deepEqual(timesOf(state), [59_000, 60_000]);
  });
});
