import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import type { ViewMessage } from '../../../src/shared/protocol';
import { inRepository } from '../../host/paths';
import { THEMES, type ThemeName } from './themes';

/** The panel's bundle in a page that looks to it like a webview of VS Code. */
export interface PreviewPage {
  readonly page: Page;
  /** Everything that went wrong in the page: console errors, exceptions, violations of the content security policy. */
  readonly problems: readonly string[];
  /** Sends a message as the host does, and waits until the panel has drawn it. */
  send(message: ViewMessage): Promise<void>;
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
  /** The bundle of texts in another language. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Nothing is fetched from it: every request of the page is answered here. */
const ORIGIN = 'http://webview.localhost';

/**
 * Opens the built bundle (`dist/webview.js` and `.css`) in a page, with the same policy as the real host sets. What the
 * page showed before is gone.
 */
export async function openPreview(page: Page, options: PreviewOptions): Promise<PreviewPage> {
  const { width, height, bundles = 'dist' } = options;
  await page.setViewportSize({ width, height });
  await page.unrouteAll();
  page.removeAllListeners('console').removeAllListeners('pageerror');
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
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    problems,
    async send(message) {
      await page.evaluate(deliver, JSON.stringify(message, plainColumn));
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

function html({ theme, saved = null, texts = {} }: PreviewOptions): string {
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
    <body><main id="app" data-l10n="${JSON.stringify(texts).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"></main>
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

/** Columns as plain arrays, a gap in them as null: so a message reaches the page much faster than as an object. */
function plainColumn(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value;
}

/** A message as it comes out of JSON. */
type PlainMessage = Omit<ViewMessage, 'series'> & { readonly series: readonly PlainSeries[] };
type PlainSeries = Omit<ViewMessage['series'][number], 'times' | 'values'> & {
  readonly times: readonly (number | null)[];
  readonly values: readonly (number | null)[];
};

/** Runs in the page: posts to the panel and resolves when it has had two frames to draw what it got. */
async function deliver(json: string): Promise<void> {
  const message = JSON.parse(json) as PlainMessage;
  const series = message.series.map((one) => ({
    ...one,
    times: Float64Array.from(one.times, (value) => value ?? NaN),
    values: Float64Array.from(one.values, (value) => value ?? NaN),
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
