import { waitFor } from '../support/waitFor';
import type { Workbench } from './workbench';

/** The toasts of a workbench: what a person has been told, each once, however long it showed. */
export class Toasts {
  constructor(private readonly workbench: () => Workbench) {}

  /** Begins to remember; once for each load of the page. */
  async remember(): Promise<void> {
    await this.workbench().page.evaluate(rememberToasts);
  }

  /** The texts of all toasts so far, in order. */
  all(): Promise<readonly string[]> {
    return this.workbench().page.evaluate(() => window.seenToasts ?? []);
  }

  /** The text of the first toast that is like this, once it has been told, even if it is gone by now. */
  find(text: RegExp, timeoutMs: number): Promise<string> {
    return waitFor(
      async () => {
        const told = await this.all();
        // What was told instead belongs into the message, should it never come.
        return told.find((one) => text.test(one)) ?? Promise.reject(new Error(told.join('; ')));
      },
      { timeoutMs, what: `the toast ${String(text)}` },
    );
  }

  /** Clicks a button of a toast that stays until it is answered, as errors do. */
  async choose(text: RegExp, button: string): Promise<void> {
    const toast = this.workbench().notification(text);
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** Clicks a button of a notification, however long ago it was told, in the list that the bell in the status bar opens. */
  async chooseListed(text: RegExp, button: string): Promise<void> {
    await this.workbench().runCommand('Notifications: Show Notifications');
    const listed = this.workbench().page.locator('.notifications-center .monaco-list-row').filter({ hasText: text });
    await listed.getByRole('button', { name: button, exact: true }).click({ timeout: 5_000 });
  }

  /** Closes that list: while it is open there are no toasts. */
  async hideList(): Promise<void> {
    const list = this.workbench().page.locator('.notifications-center');
    await waitFor(
      async () => {
        if (await list.isVisible()) await list.locator('.codicon-notifications-hide').click({ timeout: 2_000 });
        return !(await list.isVisible());
      },
      { timeoutMs: 60_000, what: 'the list of notifications to close' },
    );
  }
}

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
