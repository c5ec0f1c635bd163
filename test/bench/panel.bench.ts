import type { BrowserContext, CDPSession } from 'playwright-core';
import { DRAWN } from '../../src/monitoring/drawnSeries';
import { MonitorHub } from '../../src/monitoring/monitorHub';
import { ViewFeed } from '../../src/monitoring/viewFeed';
import type { ChartId } from '../../src/shared/metrics';
import type { SeriesData, SnapshotMessage } from '../../src/shared/protocol';
import { NOW_MS } from '../e2e/preview/data';
import { noise } from '../e2e/preview/noise';
import { openPreview, type PreviewPage } from '../e2e/preview/previewPage';
import { SCENES } from '../e2e/preview/scenes';
import { openBrowser } from '../host/chromium';
import { withScope } from '../host/scope';
import { rowOf, spreadOf, type BenchResult, type BenchRow } from '../support/bench';
import { CHARTED, chartedSeconds, largestCharts } from '../support/panel/chartedSeconds';
import { appendToPlainCharts, openPlainCharts } from '../support/panel/plainCharts';
import { pageTimeOf } from '../support/panel/pageTime';

const CHARTS = 12;
const HOUR_SECONDS = 3_600;
/** Both are updated so often in turn, so that whatever else the machine does strikes both alike. */
const TURN = 20;
const PANEL = { theme: 'dark', width: 1280, height: 800 } as const;
/** So high that all charts are in sight: those that are scrolled away are not drawn. */
const ALL_IN_SIGHT = { ...PANEL, height: 3000 } as const;

/**
 * The panel in a real Chromium, in milliseconds of processor time, which a busy machine does not change: appending a second and
 * redrawing all charts, beside plain Chart.js with as many lines of as many points; the same in a window of usual height,
 * where most charts are scrolled away, and while the panel is hidden. How long opening a run of a day takes, from the
 * store to the picture. How much the heap grows over two hours. Options: `--updates=N`, 200 where nothing is said.
 */
export function run(args: readonly string[]): Promise<BenchResult> {
  const updates = Number(args.find((arg) => arg.startsWith('--updates='))?.slice(10) ?? 200);
  return withScope(async (scope) => {
    const browser = await openBrowser(scope, process.env);
    const drawn = await redraws(browser, updates);
    const opened = await openings(browser);
    const grown = await growth(browser);
    return { name: 'panel', rows: [...drawn, opened, grown], summary: summaryOf([...drawn, opened, grown]) };
  });
}

async function redraws(browser: BrowserContext, updates: number): Promise<readonly BenchRow[]> {
  const hour = chartedSeconds(HOUR_SECONDS, NOW_MS);
  const charts = largestCharts(hour, CHARTS);
  const panel = await openPanel(browser, [...charts.keys()], snapshotOf(hour), ALL_IN_SIGHT);
  const plain = await browser.newPage();
  await plain.setViewportSize(ALL_IN_SIGHT);
  await openPlainCharts(plain, [...charts.values()], HOUR_SECONDS);
  const takeOwn = await pageTimeOf(browser, panel.page, 'ScriptDuration');
  const takePlain = await pageTimeOf(browser, plain, 'ScriptDuration');
  const ownMs: number[] = [];
  const plainMs: number[] = [];
  for (let done = 0; done < updates; done += TURN) {
    await panel.page.bringToFront();
    for (let update = done; update < done + TURN; update++) {
      await append(panel, update);
      ownMs.push(await takeOwn());
    }
    await plain.bringToFront();
    for (let update = done; update < done + TURN; update++) {
      await appendToPlainCharts(plain, (HOUR_SECONDS + update) * 1000);
      plainMs.push(await takePlain());
    }
  }
  await plain.close();
  await panel.page.bringToFront();
  const measure = async (from: number): Promise<readonly number[]> => {
    await append(panel, from);
    await takeOwn();
    const tookMs: number[] = [];
    for (let update = from + 1; update <= from + TURN; update++) {
      await append(panel, update);
      tookMs.push(await takeOwn());
    }
    return tookMs;
  };
  await panel.page.setViewportSize(PANEL);
  const usualMs = await measure(updates);
  await hide(panel);
  const hiddenMs = await measure(updates + 2 * TURN);
  await panel.page.close();
  const lines = [...charts.values()].reduce((sum, count) => sum + count, 0);
  const metric = `append and redraw ${charts.size} charts, ${lines} lines of an hour`;
  const ratios = turnMedians(ownMs).map((turnMs, i) => turnMs / (turnMedians(plainMs)[i] ?? NaN));
  return [
    rowOf('panel', metric, ownMs, 'ms of script'),
    rowOf('plain Chart.js', metric, plainMs, 'ms of script'),
    rowOf('ratio', metric, ratios, '1'),
    rowOf(`panel ${PANEL.height} px high`, metric, usualMs, 'ms of script'),
    rowOf('hidden panel', 'append', hiddenMs, 'ms of script'),
  ];
}

async function append(panel: PreviewPage, update: number): Promise<void> {
  const nowMs = NOW_MS + (update + 1) * 1000;
  await panel.send({ type: 'append', nowMs, series: chartedSeconds(1, nowMs) });
}

/** A headless page is never hidden by itself: it is told so as the browser would tell it. */
async function hide({ page }: PreviewPage): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

const OPENINGS = 9;

/** From the request of the view to the drawn picture: reading the store in the host, checking and drawing in the page. */
async function openings(browser: BrowserContext): Promise<BenchRow> {
  const startedAtMs = NOW_MS - 24 * HOUR_SECONDS * 1000;
  const hub = new MonitorHub();
  const [session] = SCENES.ended.sessions;
  if (session === undefined) throw new Error('the scene of an ended run has no session');
  hub.openPast({ ...session, startedAtMs, endedAtMs: NOW_MS }, (store) => {
    const random = noise(1);
    for (const key of DRAWN) {
      const series = store.series(key);
      for (let timeMs = startedAtMs; timeMs <= NOW_MS; timeMs += 1000) series?.append(timeMs, timeMs / 1000 + random());
    }
  });
  const tookMs: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    const panel = await openPreview(await browser.newPage(), PANEL);
    const takePage = await pageTimeOf(browser, panel.page, 'TaskDuration');
    const before = process.cpuUsage();
    const view = { sessionId: session.id, window: 'all' } as const;
    const snapshot = new ViewFeed(hub).snapshot(view, NOW_MS, SCENES.busy.monitor);
    const { user, system } = process.cpuUsage(before);
    await panel.send(snapshot);
    tookMs.push((user + system) / 1000 + (await takePage()));
    await panel.page.close();
  }
  return rowOf('panel', 'open a run of 24 h', tookMs, 'ms of processor');
}

/** What the heap holds more after two hours of seconds, once the window of an hour is full. */
async function growth(browser: BrowserContext): Promise<BenchRow> {
  const hour = chartedSeconds(HOUR_SECONDS, NOW_MS);
  const panel = await openPanel(browser, [...largestCharts(hour, CHARTS).keys()], snapshotOf(hour));
  const session = await browser.newCDPSession(panel.page);
  // Code is compiled and buffers find their size in the first ten minutes.
  await simulate(panel, NOW_MS, 600);
  const before = await heapBytes(session);
  await simulate(panel, NOW_MS + 600_000, 2 * HOUR_SECONDS);
  const after = await heapBytes(session);
  await panel.page.close();
  return { label: 'panel', metric: 'heap after 2 h more', median: (after - before) / 1e6, spread: 0, unit: 'MB' };
}

/** Posts a message for each second, a minute to a frame. */
async function simulate({ page }: PreviewPage, fromMs: number, seconds: number): Promise<void> {
  await page.evaluate(
    async ({ keys, fromMs, seconds }) => {
      for (let second = 1; second <= seconds; second++) {
        const nowMs = fromMs + second * 1000;
        const columns = { times: Float64Array.of(nowMs), values: Float64Array.of(Math.random()) };
        window.postMessage({ type: 'append', nowMs, series: keys.map((key) => ({ ...key, ...columns })) }, '*');
        if (second % 60 === 0) await new Promise(requestAnimationFrame);
      }
    },
    { keys: [...CHARTED], fromMs, seconds },
  );
}

/** The live objects of the page and the buffers behind its arrays. */
async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  return usage.usedSize + (usage.backingStorageSize ?? 0);
}

async function openPanel(
  browser: BrowserContext,
  charts: readonly ChartId[],
  snapshot: SnapshotMessage,
  size: typeof PANEL | typeof ALL_IN_SIGHT = PANEL,
): Promise<PreviewPage> {
  const panel = await openPreview(await browser.newPage(), size);
  await panel.send({ ...snapshot, charts });
  return panel;
}

function snapshotOf(series: readonly SeriesData[]): SnapshotMessage {
  const [session] = SCENES.busy.sessions;
  const startedAtMs = NOW_MS - HOUR_SECONDS * 1000;
  const view = { sessionId: 'server', window: 3_600_000 } as const;
  return { ...SCENES.busy, view, sessions: session === undefined ? [] : [{ ...session, startedAtMs }], series };
}

/** The median of each turn: both ways have as many, one after the other. */
function turnMedians(allMs: readonly number[]): readonly number[] {
  return Array.from({ length: allMs.length / TURN }, (_, i) => spreadOf(allMs.slice(i * TURN, (i + 1) * TURN)).median);
}

function summaryOf(rows: readonly BenchRow[]): string {
  const [own, , ratio, , , opening, heap] = rows.map(({ median }) => median);
  const isWithin = (own ?? NaN) <= 8 && (ratio ?? NaN) <= 0.5 && (opening ?? NaN) < 500 && (heap ?? NaN) < 1;
  const verdict = isWithin ? 'Within' : 'OUTSIDE';
  return `${verdict} the budget of 8 ms, half of plain Chart.js, 500 ms to open a day, and a heap that stays (below 1 MB).`;
}
