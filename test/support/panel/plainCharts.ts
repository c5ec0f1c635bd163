import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';

/** The same charts as people write them first with Chart.js, in an empty page: an object for each point. */
export async function openPlainCharts(page: Page, linesPerChart: readonly number[], seconds: number): Promise<void> {
  const folder = dirname(createRequire(__filename).resolve('chart.js'));
  await page.evaluate(readFileSync(join(folder, 'chart.umd.js'), 'utf8'));
  await page.evaluate(createCharts, { linesPerChart, seconds });
}

/** Appends one second to each line and redraws, in a frame. */
export async function appendToPlainCharts(page: Page, timeMs: number): Promise<void> {
  await page.evaluate(
    (x) =>
      new Promise<void>((resolve) => {
        const { charts } = window as unknown as { charts: PlainChart[] };
        requestAnimationFrame(() => {
          for (const chart of charts) {
            for (const { data } of chart.data.datasets) {
              data.push({ x, y: Math.random() });
              data.shift();
            }
            chart.update('none');
          }
          requestAnimationFrame(() => {
            resolve();
          });
        });
      }),
    timeMs,
  );
}

interface PlainChart {
  readonly data: { readonly datasets: { readonly data: { x: number; y: number }[] }[] };
  update(mode: 'none'): void;
}

/** Runs in the page. */
function createCharts({ linesPerChart, seconds }: { linesPerChart: readonly number[]; seconds: number }): void {
  const { Chart } = window as unknown as { Chart: new (canvas: HTMLCanvasElement, settings: object) => PlainChart };
  const charts = linesPerChart.map((lines) => {
    const place = document.body.appendChild(document.createElement('div'));
    place.style.cssText = 'width: 612px; height: 156px; float: left';
    const datasets = Array.from({ length: lines }, () => ({
      data: Array.from({ length: seconds }, (_, index) => ({ x: index * 1000, y: Math.random() })),
      pointRadius: 0,
      borderWidth: 1.5,
    }));
    // The fastest that its guide to performance knows, short of dropping points.
    const options = {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      scales: { x: { type: 'linear' }, y: { min: 0 } },
    };
    const canvas = place.appendChild(document.createElement('canvas'));
    return new Chart(canvas, { type: 'line', data: { datasets }, options });
  });
  Object.assign(window, { charts });
}
