import assert from 'node:assert/strict';
import { waitFor } from '../support/waitFor';
import { useWorkbench } from './useWorkbench';

const SECONDS = 1000;

/** How long the healthy program is watched, from its start. */
const HEALTHY_MS = 120 * SECONDS;

describe('a person whose program goes wrong', function () {
  this.timeout(400 * SECONDS);
  const workbench = useWorkbench({ colorTheme: 'Default Dark Modern' });
  let healthySinceMs = 0;

  /** All toasts so far, each once, however long it showed. */
  const toasts = (): Promise<readonly string[]> => workbench().page.evaluate(() => window.seenToasts ?? []);

  const toast = async (text: RegExp, timeoutMs: number): Promise<string> =>
    waitFor(
      async () => {
        const told = await toasts();
        // What was told instead belongs into the message, should it never come.
        return told.find((one) => text.test(one)) ?? Promise.reject(new Error(told.join('; ')));
      },
      { timeoutMs, what: `the toast ${String(text)}` },
    );

  /** Starts another program while some run already. */
  const start = async (configuration: string): Promise<void> => {
    const { page } = workbench();
    const picker = page.locator('.quick-input-widget');
    // The palette closes when something else takes the focus: then again.
    await waitFor(
      async () => {
        await page.keyboard.press('F1');
        await picker.locator('.quick-input-box input').fill(`debug ${configuration}`, { timeout: 5 * SECONDS });
        const row = picker.locator('.monaco-list-row').filter({ hasText: configuration }).first();
        await row.click({ timeout: 5 * SECONDS });
        return true;
      },
      { timeoutMs: 30 * SECONDS, what: `the start of ${configuration}` },
    );
    // The editor selects a configuration first and starts what is selected later: another one must not come in between.
    await page
      .locator('.debug-toolbar option')
      .filter({ hasText: configuration })
      .first()
      .waitFor({ state: 'attached' });
  };

  before(async () => {
    await workbench().page.evaluate(rememberToasts);
    await workbench().pressF5();
    healthySinceMs = Date.now();
    await start('Leaks memory');
    await start('Leaks descriptors');
  });

  it('is told that a program died by a signal, at once', async () => {
    await start('Dies by a signal');
    await toast(/^Dies by a signal crashed: ended by signal SIGKILL$/, 20 * SECONDS);
  });

  it('is told that memory leaks, and sees the moment with one click', async () => {
    await toast(/^Leaks memory: memory grows \d+ MB\/min for /, 120 * SECONDS);
    await workbench().screenshot('toast-memory');
    const shown = workbench().notification(/^.*Leaks memory: memory grows/);
    await shown.getByRole('button', { name: 'Show', exact: true }).click();
    await workbench().editorTab('Process Monitor').waitFor();
    const chosen = workbench().webview().locator('select').first().locator('option:checked');
    await waitFor(async () => (await chosen.innerText()).startsWith('Leaks memory'), {
      timeoutMs: 15 * SECONDS,
      what: 'the session of the alert to be shown',
    });
    await workbench().webview().locator('.span[data-event="alert"]').first().waitFor();
    await workbench().screenshot('alert-shown');
  });

  it('is told that descriptors leak', async () => {
    await toast(/^Leaks descriptors: file descriptors grow by \d+ a minute for /, 120 * SECONDS);
  });

  it('is told nothing of a healthy program for two minutes', async () => {
    await waitFor(() => Date.now() - healthySinceMs >= HEALTHY_MS, {
      timeoutMs: HEALTHY_MS + 5 * SECONDS,
      what: 'two minutes to pass',
    });
    const about = (await toasts()).filter((text) => /Demo server|server\.js|worker\.js/.test(text));
    assert.deepEqual(about, []);
  });

  it('is told that a program pegs a core', async () => {
    await workbench().runCommand('Debug: Stop');
    await start('Pegs a core');
    await toast(/^node burn\.js \(pid \d+\): CPU [\d.]+ %, limit 90 %, for 30 s$/, 90 * SECONDS);
    const item = workbench().statusBarItem(/warning/);
    await item.waitFor();
    await workbench().screenshot('status-bar-warning');
  });

  it('is told everything once', async () => {
    const told = await toasts();
    assert.deepEqual(told.length, new Set(told).size, told.join('\n'));
    for (const about of [/^Dies by a signal/, /^Leaks memory/, /^Leaks descriptors/, /burn\.js/]) {
      assert.equal(told.filter((text) => about.test(text)).length, 1, told.join('\n'));
    }
  });
});

declare global {
  interface Window {
    seenToasts?: string[];
  }
}

/** Runs in the page: a toast may vanish before anybody has looked. */
function rememberToasts(): void {
  const seen = (window.seenToasts = [] as string[]);
  const known = new WeakSet<Element>();
  new MutationObserver(() => {
    for (const element of document.querySelectorAll('.notification-toast .notification-list-item-message')) {
      const text = element.textContent.trim();
      if (known.has(element) || text === '') continue;
      known.add(element);
      seen.push(text);
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}
