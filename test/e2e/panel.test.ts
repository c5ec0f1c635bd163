import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { waitFor } from '../support/waitFor';
import { pictureOf, textsBehindLines } from './canvas';
import { useWorkbench } from './useWorkbench';

const SECONDS = 1000;

describe('a person who presses F5', () => {
  const workbench = useWorkbench({ colorTheme: 'Default Dark Modern' });
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  const canvas = (): Locator => inPanel('.chart canvas').first();
  const samples = async (): Promise<number> =>
    Number(await inPanel('.statistics tbody tr td:last-child').first().innerText());

  const repainted = async (): Promise<void> => {
    // What is scrolled away is not painted.
    await canvas().scrollIntoViewIfNeeded();
    const before = await pictureOf(canvas());
    await waitFor(async () => (await pictureOf(canvas())) !== before, {
      timeoutMs: 60 * SECONDS,
      what: 'a new picture',
    });
  };

  it('sees CPU, memory and state in the status bar', async () => {
    await workbench().pressF5();
    const item = workbench().statusBarItem(/%.*MB.*running/);
    await item.waitFor();
    // Values of unequal length must not move what stands beside the item.
    const widths = new Set<number>();
    const texts = new Set<string>();
    await waitFor(
      async () => {
        texts.add(await item.innerText());
        widths.add(Math.round((await item.boundingBox())?.width ?? 0));
        return texts.size >= 5;
      },
      { timeoutMs: 60 * SECONDS, what: 'five texts in the status bar' },
    );
    assert.ok(Math.max(...widths) - Math.min(...widths) <= 4, [...widths].join());
  });

  it('opens the panel from the status bar and sees its charts move', async () => {
    await workbench()
      .statusBarItem(/running/)
      .click();
    await canvas().waitFor();
    await waitFor(async () => (await pictureOf(canvas())) !== 0, { timeoutMs: 60 * SECONDS, what: 'a painted chart' });
    await repainted();
    await repainted();
    assert.equal(await inPanel('.state-word').innerText(), 'Running');
  });

  it('sees the tree of processes and statistics that grow', async () => {
    await inPanel('.process-name').filter({ hasText: 'node server.js' }).waitFor();
    await waitFor(async () => (await inPanel('.process').count()) >= 3, {
      timeoutMs: 60 * SECONDS,
      what: 'three processes',
    });
    const before = await samples();
    await waitFor(async () => (await samples()) > before, { timeoutMs: 60 * SECONDS, what: 'more samples' });
    await workbench().screenshot('panel-dark');
  });

  it('has proportional memory measured, and reads how much it was and when', async () => {
    await workbench().webview().getByRole('button', { name: 'Measure proportional memory' }).click();
    const note = inPanel('.chart-note').filter({ hasText: /Proportional: \d.* MB at \d\d:\d\d:\d\d$/ });
    await note.waitFor();
    assert.match(await note.innerText(), /^Sum over \d+ processes/);
  });

  it('has evidence taken by the buttons of a chart and of the panel, and opens it again from the events', async () => {
    const webview = workbench().webview();
    const profile = workbench().editorTab(/\.cpuprofile/);
    await webview.getByRole('button', { name: 'Record CPU Profile' }).first().click();
    await profile.waitFor({ timeout: 60 * SECONDS });
    await workbench().screenshot('chart-profile');
    // The viewer leads to the line.
    await webview
      .getByText(/server\.js:\d+/)
      .first()
      .click();
    await workbench().editorTab('server.js').waitFor();
    await workbench().closeEditor(/server\.js/);
    await workbench().closeEditor(/\.cpuprofile/);
    const taken = inPanel('.event').filter({ hasText: /CPU profile of node server\.js/ });
    await taken.getByRole('button', { name: 'Open' }).click();
    await profile.waitFor();
    await workbench().closeEditor(/\.cpuprofile/);
    await workbench().pickAfter(() => webview.getByRole('button', { name: 'Take Evidence' }).click(), 'Show Threads');
    await workbench().editorTab(/\.txt/).waitFor();
    await workbench().closeEditor(/\.txt/);
  });

  it('holds the picture and follows again without a hole', async () => {
    await workbench().webview().getByRole('button', { name: 'Pause view' }).click();
    await inPanel('.range-text').filter({ hasText: 'held' }).waitFor();
    const before = await samples();
    // The values of the held span come a moment after it is asked for: from then on, nothing moves.
    await waitFor(
      async () => {
        const held = await pictureOf(canvas());
        const texts = new Set<string>();
        await waitFor(
          async () => {
            texts.add(
              await workbench()
                .statusBarItem(/running/)
                .innerText(),
            );
            return texts.size >= 3;
          },
          { timeoutMs: 60 * SECONDS, what: 'three texts in the status bar' },
        );
        return (await pictureOf(canvas())) === held;
      },
      { timeoutMs: 60 * SECONDS, what: 'a picture that stays' },
    );
    await workbench().webview().getByRole('button', { name: 'Follow live' }).click();
    await repainted();
    await waitFor(async () => (await samples()) > before, { timeoutMs: 60 * SECONDS, what: 'more samples' });
  });

  it('keeps the history while the panel is hidden', async () => {
    const before = await samples();
    await workbench().runCommand('File: New Untitled Text File');
    await canvas().waitFor({ state: 'hidden' });
    await workbench().editorTab('Process Monitor').click();
    await canvas().waitFor();
    await waitFor(async () => (await samples()) > before, { timeoutMs: 60 * SECONDS, what: 'the history and more' });
    await repainted();
  });

  it('moves to another column and goes on', async () => {
    const before = await samples();
    await workbench().runCommand('View: Move Editor into Next Group');
    await canvas().waitFor();
    await waitFor(async () => (await samples()) > before, { timeoutMs: 60 * SECONDS, what: 'the history and more' });
    await repainted();
    await workbench().screenshot('panel-narrow');
    await workbench().runCommand('View: Move Editor into Previous Group');
    await canvas().waitFor();
  });

  it('finds process, span, charts, tables and their order again after the panel was hidden, moved or closed', async () => {
    const webview = workbench().webview();
    const chosen = inPanel('.process.selected');
    const span = inPanel('.range-text').filter({ hasText: 'held' });
    const added = webview.getByRole('heading', { name: 'Page faults' });
    await webview.getByRole('button', { name: /^Page faults/ }).click();
    await waitFor(() => /"processMonitor.panel.charts": \[[^\]]*"faults"/.test(workbench().userSettings()), {
      timeoutMs: 15 * SECONDS,
      what: 'the charts in the settings',
    });
    await webview.getByRole('button', { name: 'node worker.js', exact: true }).first().press('Enter');
    await webview.getByRole('button', { name: 'Zoom in' }).click();
    await webview.getByRole('button', { name: 'Run', exact: true }).click();
    await webview.getByRole('button', { name: 'Max', exact: true }).press('Enter');
    await Promise.all([chosen.waitFor(), added.waitFor(), span.waitFor()]);
    const before = [await chosen.locator('td').first().innerText(), await span.innerText()];
    const isAllThere = async (): Promise<void> => {
      await Promise.all([chosen.waitFor(), added.waitFor(), span.waitFor()]);
      await webview.getByRole('button', { name: 'Run', exact: true, pressed: true }).waitFor();
      assert.deepEqual(await inPanel('.statistics th[aria-sort]').allInnerTexts(), ['Max']);
      assert.deepEqual([await chosen.locator('td').first().innerText(), await span.innerText()], before);
    };
    await workbench().editorTab('Untitled').click();
    await canvas().waitFor({ state: 'hidden' });
    await workbench().editorTab('Process Monitor').click();
    await isAllThere();
    await workbench().runCommand('View: Move Editor into Next Group');
    await isAllThere();
    await workbench().runCommand('View: Close Editor');
    await workbench().editorTab('Process Monitor').waitFor({ state: 'detached' });
    await workbench().runCommand('Process Monitor: Open Panel');
    await isAllThere();
    await webview.getByRole('button', { name: 'Show as Table' }).click();
    await inPanel('.values table').waitFor();
    await workbench().runCommand('View: Close Editor');
    await workbench().editorTab('Process Monitor').waitFor({ state: 'detached' });
    await workbench().runCommand('Process Monitor: Open Panel');
    await inPanel('.values table').waitFor();
    await webview.getByRole('button', { name: 'Show as Charts' }).press('Enter');
    await added.waitFor();
    await webview.getByRole('button', { name: 'Run', exact: true, pressed: true }).waitFor();
    await webview.getByRole('button', { name: 'Follow live' }).press('Enter');
    await webview.getByRole('button', { name: 'node worker.js', exact: true }).first().click();
    await webview.getByRole('button', { name: /^Page faults/ }).press('Space');
    await added.waitFor({ state: 'detached' });
    await span.waitFor({ state: 'detached' });
  });

  it('ends a process when that is confirmed, and not when it is refused', async () => {
    const { page } = workbench();
    const dialog = page.locator('.monaco-dialog-box');
    const workers = inPanel('.process:not(.exited)').filter({ hasText: 'node worker.js' });
    const end = workers.last().locator('.row-action');
    assert.equal(await workers.count(), 2);
    await end.click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    const before = await samples();
    await waitFor(async () => (await samples()) > before, { timeoutMs: 15 * SECONDS, what: 'more samples' });
    assert.equal(await workers.count(), 2);
    await end.press('Enter');
    await dialog.getByRole('button', { name: 'End Process' }).click();
    await waitFor(async () => (await workers.count()) === 1, { timeoutMs: 15 * SECONDS, what: 'a worker less' });
    await inPanel('.process.exited').filter({ hasText: 'node worker.js' }).waitFor();
  });

  it('follows the colour theme', async () => {
    const background = (): Promise<string> =>
      inPanel('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    let before = await background();
    const dark = before;
    for (const theme of ['Default Light Modern', 'Default High Contrast', 'Default High Contrast Light'] as const) {
      await workbench().setColorTheme(theme);
      await waitFor(async () => (await background()) !== before, { timeoutMs: 60 * SECONDS, what: theme });
      before = await background();
      await repainted();
      await workbench().screenshot(`panel-${theme}`);
    }
    await workbench().setColorTheme('Default Dark Modern');
    await waitFor(async () => (await background()) === dark, { timeoutMs: 60 * SECONDS, what: 'the dark theme' });
  });

  it('sees that the program was stopped', async () => {
    await workbench().runCommand('Debug: Stop');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
    await workbench().statusBarItem(/ended/).waitFor();
    await workbench().screenshot('panel-ended');
  });

  it('sees a pause of the debugger, and that it is over', async () => {
    await workbench().startDebugging('Half a core');
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    await workbench().runCommand('Debug: Pause');
    await workbench()
      .statusBarItem(/paused/)
      .waitFor();
    // The debugger opens the source at which it stands, above the panel: burn.js or one inside of Node, now or later.
    await waitFor(
      async () => {
        await workbench()
          .editorTab('Process Monitor')
          .click({ timeout: 5 * SECONDS });
        await inPanel('.state-word')
          .filter({ hasText: 'Paused' })
          .waitFor({ timeout: 5 * SECONDS });
        await inPanel('.process')
          .filter({ hasText: 'paused' })
          .waitFor({ timeout: 5 * SECONDS });
        return true;
      },
      { timeoutMs: 60 * SECONDS, what: 'the panel to show the pause' },
    );
    await workbench().screenshot('panel-paused');
    await workbench().runCommand('Debug: Continue');
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    // The text is there for screen readers even where the span is too narrow to show it.
    await inPanel('.lane .span-text').filter({ hasText: 'paused' }).first().waitFor({ state: 'attached' });
    await workbench().runCommand('Debug: Stop');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
  });

  it('sees behind the line what it took to come there', async () => {
    await workbench().startDebugging('Steps');
    await workbench()
      .statusBarItem(/paused/)
      .waitFor();
    await workbench().runCommand('Debug: Continue');
    await waitFor(
      async () => {
        const texts = await workbench().page.evaluate(textsBehindLines);
        if (texts.some((text) => /CPU 2\d\d ms.*memory \+\d/.test(text))) return true;
        throw new Error(texts.join());
      },
      { timeoutMs: 60 * SECONDS, what: 'the cost of the step' },
    );
    await workbench().screenshot('step-cost');
    await workbench().runCommand('Debug: Stop');
    await workbench().closeEditor(/steps\.js/);
  });

  it('sees that a program crashed', async () => {
    await workbench().startDebugging('Crash');
    await workbench()
      .statusBarItem(/crashed/)
      .waitFor();
    await inPanel('.state-word').filter({ hasText: 'Crashed' }).waitFor();
    await workbench().screenshot('panel-crashed');
  });

  it('is shown around by the walkthrough, which sees what has been done', async () => {
    const { page } = workbench();
    const steps = page.locator('.getting-started-step');
    // Where the page is narrow, it leaves out the pictures.
    await workbench().runCommand('View: Close All Editors');
    await workbench().pickAfter(
      () => workbench().runCommand('Welcome: Open Walkthrough...'),
      'Get Started with Process Monitor',
    );
    await steps.filter({ hasText: 'Look at the charts' }).click();
    await workbench().webview().locator('svg').waitFor();
    assert.equal(await steps.count(), 4);
    await workbench().screenshot('walkthrough');
    await steps.getByRole('button', { name: 'Open Panel' }).click();
    await canvas().waitFor();
    await workbench().editorTab('Welcome').click();
    await page.getByRole('checkbox', { name: /^Look at the charts/, checked: true }).waitFor();
  });
});
