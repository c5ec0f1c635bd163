import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { HostMessage } from '../../../src/shared/protocol';
import { inRepository } from '../../host/paths';
import { THEMES, type ThemeName } from './themes';

/** The panel's bundle in a page that looks to it like a webview of VS Code. */
export interface PreviewPage {
  readonly page: Page;
  /** Everything that went wrong in the page: console errors, exceptions, violations of the content security policy. */
  readonly problems: readonly string[];
  /** Sends a message as the host does, and waits until the panel has drawn it. */
  send(message: HostMessage): Promise<void>;
  /** What the panel has posted so far. */
  posted(): Promise<readonly { readonly type: string }[]>;
  setTheme(theme: ThemeName): Promise<void>;
  /** A picture of the page under out/screenshots. */
  screenshot(name: string): Promise<void>;
}

export interface PreviewOptions {
  /** The folder of the built bundle, within the repository. */
  readonly bundles?: string;
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
  /** What `getState` gives to the panel. */
  readonly saved?: unknown;
  /** Is called with the page before anything is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Nothing is fetched from it: every request of the page is answered here. */
const ORIGIN = 'http://webview.localhost';

/** Opens the built bundle (`dist/webview.js` and `.css`) with the same policy as the real host sets. */
export async function openPreview(browser: BrowserContext, options: PreviewOptions): Promise<PreviewPage> {
  const { width, height, bundles = 'dist' } = options;
  const page = await browser.newPage();
  await page.setViewportSize({ width, height });
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') await route.fulfill({ contentType: 'text/html', body: html(options) });
    else if (path === '/favicon.ico') await route.fulfill({ status: 204 });
    else await route.fulfill({ path: inRepository(bundles, path) });
  });
  await options.prepare?.(page);
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    problems,
    async send(message) {
      await page.evaluate(deliver, plain(message));
    },
    posted: () => page.evaluate(() => (window as unknown as { posted: { type: string }[] }).posted),
    async setTheme(theme) {
      await page.evaluate(applyTheme, THEMES[theme]);
      await page.evaluate(twoFrames);
    },
    async screenshot(name) {
      const path = inRepository('out', 'screenshots', `preview-${name}.png`);
      mkdirSync(dirname(path), { recursive: true });
      await page.screenshot({ path });
    },
  };
}

function html({ theme, saved = null }: PreviewOptions): string {
  const nonce = 'preview';
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${ORIGIN}; img-src ${ORIGIN} data:;`;
  const stub = `
    window.posted = [];
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.posted.push(message),
      getState: () => (${JSON.stringify(saved)} ?? undefined),
      setState: (state) => { window.saved = state; },
    });
    (${applyTheme.toString()})(${JSON.stringify(THEMES[theme])});`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Process Monitor</title>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="${ORIGIN}/webview.css"></head>
    <body><main id="app"></main>
    <script nonce="${nonce}">${stub}</script>
    <script nonce="${nonce}" src="${ORIGIN}/webview.js"></script></body></html>`;
}

/** Runs in the page: does what VS Code does when it gives a webview its theme. */
function applyTheme(theme: { readonly bodyClass: string; readonly variables: Readonly<Record<string, string>> }): void {
  const { style } = document.documentElement;
  for (const name of [...style]) style.removeProperty(name);
  for (const [name, value] of Object.entries(theme.variables)) style.setProperty(`--vscode-${name}`, value);
  document.body.className = theme.bodyClass;
}

/** A message whose columns are plain arrays: what can be handed to a page is like JSON, but knows NaN. */
type PlainMessage = Omit<HostMessage, 'series'> & { readonly series: readonly PlainSeries[] };
type PlainSeries = Omit<HostMessage['series'][number], 'times' | 'values'> & {
  readonly times: readonly number[];
  readonly values: readonly number[];
};

function plain(message: HostMessage): PlainMessage {
  const series = message.series.map((one) => ({ ...one, times: [...one.times], values: [...one.values] }));
  return { ...message, series };
}

/** Runs in the page: posts to the panel and resolves when it has had two frames to draw what it got. */
async function deliver(message: PlainMessage): Promise<void> {
  const series = message.series.map((one) => ({
    ...one,
    times: Float64Array.from(one.times),
    values: Float64Array.from(one.values),
  }));
  const received = new Promise((resolve) => {
    window.addEventListener('message', resolve, { once: true });
  });
  window.postMessage({ ...message, series }, '*');
  await received;
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}

/** Runs in the page: until a change of theme has been seen and drawn. */
async function twoFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}
