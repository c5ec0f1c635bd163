import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkMetrics } from '../support/promtool';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { startPrometheus } from './prometheus';
import { pointsAfter } from './sessions';

const set = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('processMonitor').update(name, value, vscode.ConfigurationTarget.Global);

describe('exporting', () => {
  let sessionId: string;

  before(async () => {
    const root = await startDebugging({ name: 'exported', program: inWorkspace('burn.js'), args: ['0.4', '1'] });
    sessionId = root.id;
    await pointsAfter(sessionId, 'process.cpu.time', 0, 2);
  });

  after(() => stopDebugging());

  describe('to Prometheus', () => {
    let configuration: string;

    before(async () => {
      // A scrape is up to one interval behind: over ten seconds that must be less than what is to be shown.
      await set('sampling.interval', 200);
      await set('export.prometheus.enabled', true);
      configuration = await waitFor(copiedConfiguration, { timeoutMs: 10_000, what: 'the scrape configuration' });
    });

    after(async () => {
      await set('export.prometheus.enabled', undefined);
      await set('sampling.interval', undefined);
    });

    it('is scraped by a real one with the configuration as pasted, and both say the same', async () => {
      const prometheus = await startPrometheus(configuration);
      try {
        // So many scrapes that the window of ten seconds is full.
        await waitFor(async () => ((await prometheus.query('count_over_time(up[1m])'))[0]?.value ?? 0) > 12, {
          timeoutMs: 40_000,
          what: 'ten seconds of scrapes',
        });
        const [scraped] = await prometheus.query('sum(rate(process_cpu_seconds_total{session="exported"}[10s]))');
        const toMs = Date.now();
        const shown = (await api()).statistics(sessionId, 'process.cpu.time', { fromMs: toMs - 10_000, toMs });
        assert.ok(scraped && shown);
        assert.ok(Math.abs(scraped.value - shown.mean) < 0.05 * shown.mean, `${scraped.value} and ${shown.mean} cores`);
        const [up] = await prometheus.query('up{job="process-monitor"}');
        assert.equal(up?.value, 1);
        const [tree] = await prometheus.query('process_tree_processes{session="exported"}');
        assert.ok(tree?.value !== undefined && tree.value >= 1);
      } finally {
        await prometheus.stop();
      }
    });

    it('leaves promtool nothing to complain about', async () => {
      assert.equal(await checkMetrics(await scrape(configuration)), '');
    });

    it('answers nobody who lacks the token, and is gone once it is switched off', async () => {
      const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(configuration) ?? [];
      const url = `http://127.0.0.1:${port}/metrics`;
      assert.equal((await fetch(url)).status, 401);
      await set('export.prometheus.enabled', false);
      await waitFor(
        () =>
          fetch(url).then(
            () => false,
            () => true,
          ),
        { timeoutMs: 10_000, what: 'the endpoint to close' },
      );
    });
  });
});

/** What the command puts onto the clipboard; undefined until it has. */
async function copiedConfiguration(): Promise<string | undefined> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand('processMonitor.copyScrapeConfig');
  const text = await vscode.env.clipboard.readText();
  return text.startsWith('scrape_configs:') ? text : undefined;
}

async function scrape(configuration: string): Promise<string> {
  const [, token = ''] = /credentials: (\S+)/.exec(configuration) ?? [];
  const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(configuration) ?? [];
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).text();
}
