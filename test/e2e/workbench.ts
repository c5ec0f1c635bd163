import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { InstalledVscode } from '../host/browserVscode';
import { inRepository } from '../host/paths';
import { KeptRuns } from '../support/keptRuns';
import { waitFor } from '../support/waitFor';

/** What a person sees of VS Code, and what they do with it. Times out after 30 s where something does not show. */
export class Workbench {
  constructor(
    readonly page: Page,
    private vscode: InstalledVscode,
    private readonly opens: 'workspace' | 'nothing' = 'workspace',
  ) {
    page.setDefaultTimeout(30_000);
  }

  /** The opened copy of the fixture workspace, absolute. */
  get workspace(): string {
    return this.vscode.workspace;
  }

  /** The text of the person's settings.json; empty where nothing has been set. */
  userSettings(): string {
    const file = join(this.vscode.dataFolder, 'data', 'User', 'settings.json');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Changes settings of the machine; the editor takes them up by itself. */
  changeMachineSettings(changes: Readonly<Record<string, unknown>>): void {
    const file = join(this.vscode.dataFolder, 'data', 'Machine', 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
    writeFileSync(file, JSON.stringify({ ...settings, ...changes }));
  }

  /** What this editor's windows have kept of the workspace, or without one. */
  get keptRuns(): KeptRuns {
    return new KeptRuns(this.vscode.dataFolder, this.opens === 'workspace' ? 'workspaceStorage' : 'globalStorage');
  }

  /** Kills the server as a machine does that runs out of memory, starts another one and returns as `load` does. */
  async killServer(): Promise<void> {
    const { pid, exited } = this.vscode.server;
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await exited;
    this.vscode = await this.vscode.startAgain();
    // On a busy machine a server that has just come up may take longer than a person would wait.
    await this.load().catch(() => this.load());
  }

  /** Opens one more window of the same editor and returns as `load` does. */
  async another(opens: 'workspace' | 'nothing'): Promise<Workbench> {
    const other = new Workbench(await this.page.context().newPage(), this.vscode, opens);
    await other.load();
    return other;
  }

  /**
   * Opens the address; returns once the window is shown and the extension host has told what it can do.
   */
  async load(): Promise<void> {
    const { server, address } = this.vscode;
    await this.page.goto(this.opens === 'workspace' ? address : server.address());
    await this.ready();
  }

  /** Reloads the window as a person does; returns as `load` does. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  private async ready(): Promise<void> {
    try {
      if (this.opens === 'workspace') await this.page.getByRole('treeitem').first().waitFor();
      else await this.page.locator('.statusbar-item').first().waitFor();
      // Until the extension host has registered the debuggers, this command is hidden and F5 does something else.
      await waitFor(async () => (await this.findCommands(startCommand)).includes(startCommand), {
        timeoutMs: 60_000,
        what: 'the debuggers to be registered',
      });
    } catch (error) {
      throw new Error(`The workbench did not come up. ${String(error)}\n${this.log()}`);
    }
  }

  /**
   * Chooses a command in the palette by its whole title, such as `Process Monitor: Open Panel`. The palette closes when
   * something else takes the focus, as a panel does that is just being opened: then again.
   */
  async runCommand(title: string): Promise<void> {
    await waitFor(
      async () => {
        await this.openPalette(title);
        await this.quickPickRow(title).click({ timeout: 5_000 });
        return true;
      },
      { timeoutMs: 60_000, what: `the command ${title}` },
    );
  }

  /** What the palette offers for a query, best match first. */
  async findCommands(query: string): Promise<readonly string[]> {
    await this.openPalette(query);
    const rows = this.page.locator('.quick-input-widget .monaco-list-row .label-name');
    await rows.first().waitFor();
    const titles = await rows.allTextContents();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Starts debugging the first launch configuration, "Demo server"; returns once the debug toolbar shows. */
  async pressF5(): Promise<void> {
    await this.page.keyboard.press('F5');
    await this.page.locator('.debug-toolbar').waitFor();
  }

  /** Starts debugging the launch configuration of that name; returns once the debug toolbar shows. */
  async startDebugging(configuration: string): Promise<void> {
    await waitFor(
      async () => {
        await this.page.keyboard.press('F1');
        await this.chooseToDebug(configuration);
        return true;
      },
      { timeoutMs: 60_000, what: `the start of ${configuration}` },
    );
    await this.page.locator('.debug-toolbar').waitFor();
  }

  /** Stops what is being debugged by the toolbar's button; returns once the toolbar is gone, at once where there is none. */
  async stopDebugging(): Promise<void> {
    const toolbar = this.page.locator('.debug-toolbar');
    const stop = toolbar.getByRole('button', { name: /^(Stop|Disconnect)/ }).first();
    await waitFor(
      async () => {
        // A program that ends by itself takes the button away under the pointer.
        if (await toolbar.isVisible()) await stop.click({ timeout: 2_000 });
        await toolbar.waitFor({ state: 'hidden', timeout: 10_000 });
        return true;
      },
      { timeoutMs: 60_000, what: 'the debug toolbar to go' },
    );
  }

  /**
   * Opens a quick pick and chooses the first row that is left of each query, in one after the other. A quick pick closes
   * when something else takes the focus, as a panel does that is just being opened: then all of it again.
   */
  async pickAfter(open: () => Promise<void>, ...queries: readonly string[]): Promise<void> {
    await waitFor(
      async () => {
        await open();
        for (const query of queries) {
          await this.quickInput().fill(query, { timeout: 5_000 });
          await this.rows(query).first().click({ timeout: 5_000 });
        }
        return true;
      },
      { timeoutMs: 60_000, what: `${queries.join(', ')} to be picked` },
    );
  }

  /** Writes into the input box that is about to open and accepts it; a quick pick that was before it goes first. */
  async answer(text: string): Promise<void> {
    await this.page.locator('.quick-input-widget .quick-input-list').waitFor({ state: 'hidden' });
    await this.quickInput().fill(text);
    await this.quickInput().press('Enter');
  }

  /** Chooses a launch configuration, or a debugger that has some of its own, in the quick pick of what can be debugged. */
  async chooseToDebug(name: string): Promise<void> {
    await this.quickInput().fill(`debug ${name}`, { timeout: 5_000 });
    await this.chooseRow(name);
  }

  /** Chooses a row of the open quick pick that holds the text, without filtering: of a long list only a part is there. */
  async chooseRow(text: string): Promise<void> {
    await this.rows(text).first().click({ timeout: 5_000 });
  }

  /** Clicks an entry of the menu that is open; a menu pays no heed to clicks in the moment after it has opened. */
  async chooseInMenu(name: string): Promise<void> {
    const item = this.page.locator('.monaco-menu').getByRole('menuitem', { name, exact: true });
    await item.waitFor();
    await waitFor(
      async () => {
        if (await item.isVisible()) await item.click({ timeout: 2_000 });
        return !(await item.isVisible());
      },
      { timeoutMs: 60_000, what: `the menu to close behind ${name}` },
    );
  }

  /** The tab of an editor by its title; the activity bar has tabs of its own. */
  editorTab(title: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name: title });
  }

  /** Closes the editor with this title, and no other: a command would close whichever is in front by then. */
  async closeEditor(title: RegExp): Promise<void> {
    const tab = this.editorTab(title);
    await waitFor(
      async () => {
        // The debug toolbar may float over the tab: then no pointer comes to it.
        if (await tab.isVisible()) await tab.dispatchEvent('auxclick', { button: 1 }, { timeout: 5_000 });
        return !(await tab.isVisible());
      },
      { timeoutMs: 60_000, what: `${String(title)} to be closed` },
    );
  }

  /** Items of the status bar that contain the text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** Notification toasts that contain the text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** What the visible webview shows. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** Switches the colour theme as a person does, without a reload. */
  async setColorTheme(theme: ColorTheme): Promise<void> {
    await this.pickAfter(() => this.runCommand('Preferences: Color Theme'), themeLabels[theme]);
    await this.quickInput().waitFor({ state: 'hidden' });
  }

  /** Writes `out/screenshots/NAME.png`, to be looked at. */
  async screenshot(name: string): Promise<void> {
    const folder = inRepository('out', 'screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: `${folder}/${name.replace(/[^\w-]+/g, '-')}.png` });
  }

  /** The texts that ask for attention just now: toasts, listed notifications, quick pick and dialog. */
  async told(): Promise<readonly string[]> {
    const asking = '.notification-toast, .notifications-center, .quick-input-widget, .monaco-dialog-box';
    // Where nothing is asked, the texts of what was asked before are still there, hidden.
    const texts = await this.page.locator(asking).filter({ visible: true }).allInnerTexts();
    return texts.filter((text) => text.trim() !== '');
  }

  /** What the server has printed. */
  log(): string {
    return this.vscode.server.output();
  }

  private async openPalette(query: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput().fill(`>${query}`, { timeout: 5_000 });
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  private rows(text: string): Locator {
    return this.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: text });
  }

  private quickPickRow(label: string): Locator {
    const name = this.page.getByText(label, { exact: true });
    return this.page.locator('.quick-input-widget .monaco-list-row').filter({ has: name }).first();
  }
}

export type ColorTheme =
  'Default Dark Modern' | 'Default Light Modern' | 'Default High Contrast' | 'Default High Contrast Light';

const startCommand = 'Debug: Start Debugging';

/** How the theme picker calls them. */
const themeLabels: Readonly<Record<ColorTheme, string>> = {
  'Default Dark Modern': 'Dark Modern',
  'Default Light Modern': 'Light Modern',
  'Default High Contrast': 'Dark High Contrast',
  'Default High Contrast Light': 'Light High Contrast',
};
