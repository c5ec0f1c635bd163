import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { waitFor } from '../support/waitFor';
import { Toasts } from '../e2e/toasts';
import { useWorkbench } from '../e2e/useWorkbench';

const SECONDS = 1000;

/** How long the healthy program is watched, from its start. */
const HEALTHY_MS = 120 * SECONDS;

/** The title of an editor that shows a profile. */
const PROFILE = /\.cpuprofile/;

/** Faults that take their time are found one after the other, whatever the order in which they are looked at. */
const FOUND_MS = 450 * SECONDS;

// All programs run side by side: what is told of one must not depend on the others, and two minutes are over soon.
describe('a person whose programs go wrong', function () {
  this.timeout(600 * SECONDS);
  const workbench = useWorkbench({ colorTheme: 'Default Dark Modern' });
  const toasts = new Toasts(workbench);
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  let healthySinceMs = 0;

  /** Starts another program, or several by a compound, while some run already; returns once those that stay are there. */
  const start = async (configuration: string, ...programs: readonly string[]): Promise<void> => {
    await workbench().startDebugging(configuration);
    // The editor selects a configuration first and starts what is selected later: another one must not come in between.
    const running = workbench().page.locator('.debug-toolbar option');
    for (const program of programs) await running.filter({ hasText: program }).first().waitFor({ state: 'attached' });
  };

  /** Shows a run in the panel, which is open. */
  const look = async (program: string): Promise<void> => {
    const runs = inPanel('select[aria-label="Run"]');
    const option = runs.locator('option').filter({ hasText: program }).first();
    await option.waitFor({ state: 'attached' });
    await runs.selectOption((await option.getAttribute('value')) ?? '');
  };

  /** Waits for something in the person's settings. */
  const hasSet = (text: RegExp): Promise<boolean> =>
    waitFor(() => text.test(workbench().userSettings()), {
      timeoutMs: 60 * SECONDS,
      what: `${String(text)} to be set`,
    });

  /** Tells a program that waits for it by a file in its working directory. */
  const tell = (file: string): void => {
    writeFileSync(join(workbench().workspace, file), '');
  };

  before(async () => {
    await toasts.remember();
    await workbench().pressF5();
    healthySinceMs = Date.now();
    const programs = ['Changes its behaviour', 'Leaks memory', 'Leaks descriptors', 'Pegs a core'];
    await start('All that goes wrong', ...programs);
  });

  it('are told that one died by a signal, at once, and see the moment with one click', async () => {
    await start('Dies by a signal');
    await toasts.find(/^Dies by a signal crashed: ended by signal SIGKILL$/, 60 * SECONDS);
    await workbench().screenshot('toast-crash');
    await toasts.choose(/Dies by a signal crashed/, 'Show');
    await workbench().editorTab('Process Monitor').waitFor();
    const shown = inPanel('select[aria-label="Run"] option:checked');
    await shown.filter({ hasText: 'Dies by a signal' }).waitFor({ state: 'attached' });
    await inPanel('.event').filter({ hasText: 'crashed: ended by signal SIGKILL' }).first().waitFor();
    await workbench().screenshot('alert-shown');
  });

  it('add a rule to a chart, and turn one off that they do not want to hear of', async () => {
    const { page } = workbench();
    const chart = inPanel('.chart').filter({ hasText: 'Memory' }).first().locator('canvas');
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await waitFor(
      async () => {
        await chart.click({ button: 'right', timeout: 5 * SECONDS });
        await workbench().chooseInMenu('Alert Above This Value...');
        await input.fill('900 GB', { timeout: 5 * SECONDS });
        await input.press('Enter', { timeout: 5 * SECONDS });
        await input.waitFor({ state: 'hidden', timeout: 5 * SECONDS });
        return true;
      },
      { timeoutMs: 60 * SECONDS, what: 'the limit to be asked for' },
    );
    await start('Crash');
    await toasts.find(/^Crash crashed: exited with code 1$/, 60 * SECONDS);
    await toasts.choose(/Crash crashed/, "Don't Show Again");
    await hasSet(/"name": "Memory above 900 GB",\s+"metric": "process.memory.usage",\s+"threshold": "900 GB"/);
    await hasSet(/"name": "Crash",\s+"enabled": false/);
  });

  it('are told that one pegs a core, and have a profile of it recorded and opened with one click on the toast or the verdict', async () => {
    await toasts.find(/^node peg\.js \(pid \d+\): CPU [\d.]+ %, limit 90 %, for 3\d s$/, FOUND_MS);
    await waitFor(() => toasts.chooseListed(/node peg\.js/, 'Record CPU Profile').then(() => true), {
      timeoutMs: 60 * SECONDS,
      what: 'the profile to be asked for',
    });
    const profile = workbench().editorTab(PROFILE);
    await profile.waitFor({ timeout: 60 * SECONDS });
    await workbench().screenshot('alert-profile');
    await workbench().closeEditor(PROFILE);
    await workbench().editorTab('Process Monitor').click();
    await look('Pegs a core');
    await inPanel('.state-word').filter({ hasText: 'Warning' }).waitFor();
    const verdict = inPanel('.verdicts li').filter({ hasText: /^CPU bound: node peg\.js/ });
    await verdict.locator('summary').click();
    await verdict.getByRole('button', { name: 'Record CPU Profile' }).click();
    await profile.waitFor({ timeout: 60 * SECONDS });
    await workbench().closeEditor(PROFILE);
    tell('rest-now');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
  });

  it('are told that one leaks descriptors', async () => {
    await toasts.find(/^Leaks descriptors: file descriptors grow by \d+ a minute for /, FOUND_MS);
  });

  it('are told that one leaks memory, with the time since when in the lane of the panel', async () => {
    await toasts.find(/^Leaks memory: memory grows \d+ MB\/min for /, FOUND_MS);
    await look('Leaks memory');
    await inPanel('.span[data-event="alert"]').first().waitFor();
    await workbench().screenshot('alert-memory');
  });

  it('find what they were told in the list of notifications, and snooze it until it is fixed', async () => {
    await workbench().pickAfter(() => toasts.chooseListed(/Leaks memory/, 'Snooze'), 'Until Fixed');
    await toasts.hideList();
    // What is known makes room: fewer processes are sampled at the interval that was asked for.
    tell('leak-no-more');
    await inPanel('.state-word').filter({ hasText: 'Ended' }).waitFor();
  });

  it('are told that one is not like it used to be, once it is known what is usual', async () => {
    await look('Changes its behaviour');
    // The one that was looked at before has ended: from now on the header speaks of this one.
    await inPanel('.state-word').filter({ hasText: 'Running' }).waitFor();
    const learning = inPanel('.status').filter({ hasText: /learning, .* to go/ });
    await learning.waitFor({ state: 'hidden', timeout: FOUND_MS });
    tell('change-now');
    await toasts.find(/^Changes its behaviour: memory [\d.]+ MB, usually [\d.]+ MB$/, FOUND_MS);
  });

  it('are told nothing of a healthy one for two minutes', async () => {
    await waitFor(() => Date.now() - healthySinceMs >= HEALTHY_MS, {
      timeoutMs: HEALTHY_MS + 5 * SECONDS,
      what: 'two minutes to pass',
    });
    const about = (await toasts.all()).filter((text) => /Demo server|server\.js|worker\.js/.test(text));
    assert.deepEqual(about, []);
  });

  it('are told everything once', async () => {
    const told = await toasts.all();
    for (const about of [/^Dies by a signal/, /^Leaks memory/, /^Leaks descriptors/, /^Changes/, /^Crash/, /peg\.js/]) {
      assert.equal(told.filter((text) => about.test(text)).length, 1, told.join('\n'));
    }
  });
});
