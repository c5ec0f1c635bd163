import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkMetrics } from '../support/promtool';
import { OtlpBackend, type OtlpPoint } from '../support/otlp';
import { startPrometheus, type Prometheus } from '../support/prometheus';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { pointsAfter } from './sessions';

const set = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('processMonitor').update(name, value, vscode.ConfigurationTarget.Global);

describe('exporting', () => {
  let sessionId: string;
  let configuration: string;
  let prometheus: Prometheus;

  before(async () => {
    // A scrape is up to one interval behind: that must be little beside the span that is compared.
    await set('sampling.interval', 200);
    await set('export.prometheus.enabled', true);
    configuration = await waitFor(copiedConfiguration, { timeoutMs: 60_000, what: 'the scrape configuration' });
    // It scrapes while the other tests run: the span is half a minute.
    prometheus = await startPrometheus(configuration);
    const root = await startDebugging({ name: 'exported', program: inWorkspace('burn.js'), args: ['0.4', '1'] });
    sessionId = root.id;
    await pointsAfter(sessionId, 'process.cpu.time', 0, 2);
  });

  after(async () => {
    await prometheus.stop();
    await set('export.prometheus.enabled', undefined);
    await set('sampling.interval', undefined);
    await stopDebugging();
  });

  it('copies the newest values, with their units', async () => {
    await vscode.commands.executeCommand('processMonitor.copyCurrentMetrics');
    const { timestamp, metrics } = JSON.parse(await vscode.env.clipboard.readText()) as {
      readonly timestamp: string;
      readonly metrics: readonly Readonly<Record<string, unknown>>[];
    };
    assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000, timestamp);
    const memory = metrics.find(({ name, pid }) => name === 'process.memory.usage' && pid !== undefined);
    assert.equal(memory?.unit, 'By');
    assert.equal(memory.session, 'exported');
    assert.ok(Number(memory.value) > 1e6);
  });

  it('pushes to an OpenTelemetry backend, what waited while it was down too', async () => {
    const backend = await OtlpBackend.start();
    await set('export.otlp.interval', 1_000);
    await set('export.otlp.endpoint', backend.url);
    const isOurs = ({ service, metric, attributes }: OtlpPoint): boolean =>
      service === 'exported' && metric === 'process.cpu.time' && attributes['cpu.mode'] === 'user';
    try {
      await waitFor(() => backend.points.some(isOurs), { timeoutMs: 60_000, what: 'values at the backend' });
      backend.status = 503;
      const { requests } = backend;
      await waitFor(() => backend.requests > requests + 1, { timeoutMs: 60_000, what: 'values that are refused' });
      backend.status = 200;
      await waitFor(() => backend.points.filter(isOurs).length >= 4, { timeoutMs: 60_000, what: 'what waited' });
      const times = backend.points.filter(isOurs).map(({ nanoseconds }) => nanoseconds);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => (a < b ? -1 : 1)),
      );
      assert.ok(backend.points.filter(isOurs).every(({ isCounter, unit }) => isCounter && unit === 's'));
    } finally {
      await set('export.otlp.endpoint', undefined);
      await set('export.otlp.interval', undefined);
      backend.stop();
    }
  });

  describe('to language models', () => {
    const ask = async (tool: string, input: object): Promise<string> => {
      const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    };

    it('lists the sessions with their processes', async () => {
      assert.match(
        await ask('list_process_sessions', {}),
        /^- exported \(id \S+\): running, health \w+, for \d+ s, .*node burn\.js \d+/m,
      );
    });

    it('tells figures with their units, of the whole tree and of one process', async () => {
      const answer = await ask('get_process_metrics', { session: 'exported', metrics: ['process.memory.usage'] });
      assert.match(answer, /^- Memory \(process\.memory\.usage\): now [\d.]+ MB, mean [\d.]+ MB, .*, \d+ values$/m);
      const pid = (await api()).sessions().find(({ id }) => id === sessionId)?.processes[0]?.pid;
      assert.match(await ask('get_process_metrics', { session: sessionId, pid }), /^- CPU .*\d %/m);
    });

    it('tells alerts, and says so where there are none', async () => {
      assert.match(await ask('get_process_alerts', { session: sessionId }), /^exported.*health/im);
    });

    it('answers what is asked wrongly with what is right', async () => {
      assert.match(await ask('get_process_metrics', { session: 'nobody' }), /no session "nobody"/);
      assert.match(await ask('get_process_metrics', { metrics: ['gpu'] }), /^The input is not valid\. metrics\.0: /);
      assert.match(await ask('get_process_alerts', { shell: 'rm' }), /^The input is not valid/);
    });
  });

  describe('to Prometheus', () => {
    it('is scraped by a real one with the configuration as pasted, and both say the same', async () => {
      const scrapes = 'count_over_time(process_monitor_session_up{session="exported"}[1m])';
      // So many scrapes that the window of half a minute is full.
      await waitFor(async () => ((await prometheus.query(scrapes))[0]?.value ?? 0) > 30, {
        timeoutMs: 60_000,
        what: 'half a minute of scrapes',
      });
      const cores = 'sum(rate(process_cpu_seconds_total{session="exported"}[30s]))';
      const monitor = await api();
      // A scrape is up to an interval of sampling behind, which a busy machine makes longer.
      await waitFor(
        async () => {
          const [scraped] = await prometheus.query(cores);
          const toMs = Date.now();
          const shown = monitor.statistics(sessionId, 'process.cpu.time', { fromMs: toMs - 30_000, toMs });
          if (scraped === undefined || shown === undefined) return false;
          if (Math.abs(scraped.value - shown.mean) < 0.05 * shown.mean) return true;
          throw new Error(`${scraped.value} cores were scraped, ${shown.mean} are shown`);
        },
        { timeoutMs: 60_000, what: 'both to say the same within 5 %' },
      );
      const [up] = await prometheus.query('up{job="process-monitor"}');
      assert.equal(up?.value, 1);
      const [tree] = await prometheus.query('process_tree_processes{session="exported"}');
      assert.ok(tree?.value !== undefined && tree.value >= 1);
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
        { timeoutMs: 60_000, what: 'the endpoint to close' },
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
