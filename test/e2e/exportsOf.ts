import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { extname, isAbsolute, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { readSessionJson } from '../../src/exporting/text/readSessionJson';
import { ensureDebuggers } from '../host/debuggers';
import { withScope } from '../host/scope';
import { startPrometheus, type StoredSeries } from '../support/prometheus';
import { LARGE_RUN, writeLargeRun } from '../support/largeRun';
import { createBlocks } from '../support/promtool';
import { mayMount, withSmallDisk } from '../support/smallDisk';
import { waitFor } from '../support/waitFor';
import { Toasts } from './toasts';
import type { Workbench } from './workbench';

/**
 * Tests of a person who takes a run elsewhere, for inside of a `describe` whose workbench shows that run, ended, in the
 * panel.
 */
export function exportsOf(run: string, workbench: () => Workbench): void {
  const inPanel = (selector: string): Locator => workbench().webview().locator(selector);
  const samples = async (): Promise<number> =>
    Number(await inPanel('.statistics tbody tr td:last-child').first().innerText());
  const input = (): Locator => workbench().page.locator('.quick-input-widget .quick-input-box input');

  const okButton = (): Locator => workbench().page.locator('.quick-input-widget').getByText('OK', { exact: true });

  // The tools that read what was exported.
  before(() => withScope((scope) => ensureDebuggers(scope, process.env)));

  /** Exports so much of the run as one of the formats, under the name that is offered; returns the path of the file. */
  async function exportAs(format: string, ending: string, span: string, minutes?: string): Promise<string> {
    const open = (): Promise<void> => workbench().runCommand('Process Monitor: Export Session...');
    await workbench().pickAfter(open, run, format, span);
    if (minutes !== undefined) await workbench().answer(minutes);
    await saveAs();
    return waitFor(
      async () => {
        const name = (await readdir(workbench().workspace)).find(
          (file) => file.startsWith(run) && file.endsWith(ending),
        );
        return name === undefined ? undefined : join(workbench().workspace, name);
      },
      { timeoutMs: 60_000, what: `the file ${ending}` },
    );
  }

  /**
   * Accepts the file that the editor's own dialog offers to write, or another one. It opens with a folder and offers the
   * file a moment later, in place of what was written until then.
   */
  const saveAs = (path?: string): Promise<void> => accept((offered) => extname(offered) !== '', path);

  /** Chooses a file to read in the editor's own dialog, which begins with a folder. */
  const openFile = (path: string): Promise<void> => accept(isAbsolute, path);

  /** Accepts a path once the dialog offers what it should begin with; it may not take one at once. */
  async function accept(isReady: (offered: string) => boolean, path: string | undefined): Promise<void> {
    await okButton().waitFor();
    await waitFor(
      async () => {
        if (!isReady(await input().inputValue({ timeout: 1_000 }))) return false;
        if (path !== undefined) await input().fill(path, { timeout: 1_000 });
        await input().press('Enter', { timeout: 1_000 });
        await okButton().waitFor({ state: 'hidden', timeout: 2_000 });
        return true;
      },
      { timeoutMs: 60_000, what: 'the dialog to take the path' },
    );
  }

  it('exports the run for Prometheus, which answers a query with the same samples', async () => {
    const file = await exportAs('OpenMetrics', '.txt', 'Whole run');
    const database = join(workbench().workspace, 'database');
    await mkdir(database);
    await createBlocks(file, database);
    const prometheus = await startPrometheus('', database);
    try {
      const stored = await prometheus.samples(`{session="${run}"}[1h]`, Date.now());
      const exported = sampleLines(await readFile(file, 'utf8'));
      assert.ok(exported.length > 100, `${exported.length} samples`);
      assert.deepEqual(stored.flatMap(linesOf).sort(), [...exported].sort());
    } finally {
      await prometheus.stop();
    }
  });

  it('exports a part of the run, and of that all values', async () => {
    const file = await exportAs('a line for each value', '.csv', 'Part of it...', '0-0.05');
    const [, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const times = lines.map((line) => Date.parse(line.split(',', 1)[0] ?? ''));
    assert.ok(times.length > 10, `${times.length} values`);
    assert.ok(Math.max(...times) - Math.min(...times) <= 3_000);
    await workbench()
      .notification(/was exported to .*csv/)
      .waitFor();
    await workbench().screenshot('exported-part');
  });

  if (mayMount()) {
    it('is told that the disk is full, and nothing is left on it', () =>
      // One page has no room for any run.
      withSmallDisk(4, async (disk) => {
        const toasts = new Toasts(workbench);
        await toasts.remember();
        const open = (): Promise<void> => workbench().runCommand('Process Monitor: Export Session...');
        await workbench().pickAfter(open, run, 'JSON', 'Whole run');
        await saveAs(join(disk, 'run.json'));
        await toasts.find(/run\.json could not be written: the disk is full\. Make room/, 60_000);
        await workbench().screenshot('export-disk-full');
        assert.deepEqual(await readdir(disk), []);
      }));
  }

  it('exports what the panel shows as JSON and imports it again, with the same values in the panel', async () => {
    const file = await exportAs('JSON', '.json', 'What the panel shows');
    const read = readSessionJson(await readFile(file, 'utf8'));
    assert.equal(read.kind, 'document');
    assert.equal(read.document.session.name, run);
    assert.ok((read.document.toMs ?? Infinity) - (read.document.fromMs ?? -Infinity) >= 300_000);
    const count = await samples();
    await workbench().runCommand('Process Monitor: Import Session...');
    await openFile(file);
    await waitFor(async () => (await inPanel('select[aria-label="Run"]').inputValue()).startsWith('imported:'), {
      timeoutMs: 60_000,
      what: 'the imported session in the panel',
    });
    await waitFor(async () => (await samples()) === count, { timeoutMs: 60_000, what: 'the same samples' });
    await workbench().screenshot('imported-session');
  });

  it('cancels the export of a large run, and nothing of it is left', async () => {
    const { workspace } = workbench();
    const file = join(workspace, 'large.run');
    await writeLargeRun(file);
    await workbench().runCommand('Process Monitor: Import Session...');
    await openFile(file);
    await inPanel('select[aria-label="Run"] option:checked')
      .filter({ hasText: LARGE_RUN })
      .waitFor({ state: 'attached' });
    const open = (): Promise<void> => workbench().runCommand('Process Monitor: Export Session...');
    await workbench().pickAfter(open, LARGE_RUN, 'a line for each value', 'Whole run');
    await saveAs();
    const progress = workbench().notification(`Exporting ${LARGE_RUN}`);
    const written = async (): Promise<readonly string[]> =>
      (await readdir(workspace)).filter((name) => name.startsWith(LARGE_RUN));
    await waitFor(async () => (await written()).length > 0, { timeoutMs: 60_000, what: 'the temporary file' });
    assert.match((await written()).join(), /^[^,]*\.csv\.[0-9a-f]+\.tmp$/);
    await workbench().screenshot('export-progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    await waitFor(async () => (await written()).length === 0, { timeoutMs: 60_000, what: 'the temporary file to go' });
    assert.ok(!(await workbench().told()).some((text) => text.includes(`${LARGE_RUN} was exported`)));
  });
}

/** The samples of a file of OpenMetrics, each as `name{labels} value milliseconds`, labels sorted. */
function sampleLines(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value, seconds] = /^(\w+)\{(.*)\} (\S+) (\S+)$/.exec(line) ?? [];
    if (name === undefined) return [];
    return [sampleLine(name, labels.split(/,(?=\w+=")/), Number(value), Math.round(Number(seconds) * 1_000))];
  });
}

function linesOf({ metric, samples }: StoredSeries): readonly string[] {
  const { __name__: name = '', ...labels } = metric;
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return samples.map(({ timeMs, value }) => sampleLine(name, pairs, value, timeMs));
}

function sampleLine(name: string, pairs: readonly string[], value: number, timeMs: number): string {
  return `${name}{${pairs.toSorted().join(',')}} ${value} ${timeMs}`;
}
