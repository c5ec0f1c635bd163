import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import type { MetricName } from '../../src/shared/metrics';
import type { ApiAlert } from '../../src/vscode/api';
import { inRepository } from '../host/paths';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { debugServer } from './servers';

const NAME = 'metrics';

describe('what programs tell by their own means', () => {
  afterEach(async () => {
    await stopDebugging();
    await set('runtime.scrape', undefined);
    await set('runtime.otlpReceiver', undefined);
    await set('runtime.python', undefined);
    await set('alerts.rules', undefined);
  });

  async function set(name: string, value: unknown): Promise<void> {
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }

  async function shows(
    { id }: vscode.DebugSession,
    metric: MetricName,
    attributes: Readonly<Record<string, string>> | undefined,
    isMeant: (value: number) => boolean,
  ): Promise<void> {
    const monitor = await api();
    const values = (): readonly number[] =>
      monitor.query(id, metric, attributes && { attributes }).map(({ value }) => value);
    await waitFor(() => values().some(isMeant), {
      timeoutMs: 60_000,
      what: `${metric} of ${attributes?.name ?? 'the program'}`,
    });
  }

  async function fires({ id }: vscode.DebugSession, rule: string, message: RegExp): Promise<void> {
    const monitor = await api();
    const isMeant = ({ name, state, message: text }: ApiAlert): boolean =>
      name === rule && state === 'firing' && message.test(text);
    await waitFor(() => monitor.alerts(id).some(isMeant), { timeoutMs: 60_000, what: `the alert ${rule}` });
  }

  it('comes from the page of metrics that is set, and by OpenTelemetry where the setting says so', async () => {
    await set('runtime.otlpReceiver', true);
    const sending = await startDebugging({ program: inRepository('test', 'fixtures', 'programs', 'openTelemetry.js') });
    const { root, url } = await debugServer(NAME, 'metrics.js');
    await set('alerts.rules', [
      { name: 'Full', metric: 'app.value', attributes: { name: 'held', what: 'rooms' }, threshold: 10, for: 1 },
      { name: 'Hot', metric: 'app.value', attributes: { name: 'temperature' }, threshold: 20, for: 1 },
    ]);
    await set('runtime.scrape', { [NAME]: url });
    await shows(root, 'app.value', { name: 'held', what: 'rooms' }, (value) => value === 12);
    await shows(sending, 'app.value', { name: 'temperature', room: 'a' }, (value) => value === 21.5);
    // Its page was read a few times by then.
    const requests = (await api()).query(root.id, 'http.server.request.count');
    assert.ok(
      requests.every(({ value }) => value === 0),
      JSON.stringify(requests),
    );
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${url}/`)).text()));
    assert.ok(answers.includes('20'));
    await shows(root, 'app.count', { name: 'asked_total' }, (perSecond) => perSecond > 0);
    await shows(root, 'http.server.request.count', undefined, (perSecond) => perSecond > 0);
    await shows(sending, 'app.count', { name: 'orders', kind: 'book' }, (perSecond) => perSecond > 0);
    await shows(sending, 'app.distribution', { name: 'order.duration', quantile: '0.95' }, (value) => value > 2);
    await fires(root, 'Full', /: held what=rooms 12, limit 10, for /);
    await fires(sending, 'Hot', /: temperature room=a 21\.5, limit 20, for /);
  });

  it('comes from inside a Python program where the setting says so, and from a JVM that is attached to', async () => {
    await set('runtime.python', true);
    const java = inRepository('test', 'fixtures', 'programs', 'Collecting.java');
    const jvm = spawn('java', ['-XX:+UseSerialGC', java], { stdio: ['pipe', 'ignore', 'ignore'] });
    try {
      const python = await startDebugging({
        type: 'debugpy',
        name: 'Python',
        cwd: inWorkspace('.'),
        program: inWorkspace('burn.py'),
        args: ['0.1'],
      });
      const attached = await startDebugging({
        type: 'process-monitor',
        name: 'JVM',
        request: 'attach',
        processId: jvm.pid,
      });
      await shows(python, 'app.value', { name: 'python.threads' }, (value) => value >= 1);
      await shows(python, 'app.distribution', { name: 'python.lateness', quantile: '0.99' }, (value) => value > 0);
      const heap = { name: 'jvm.memory.used', 'jvm.memory.type': 'heap' };
      await shows(attached, 'app.value', heap, (bytes) => bytes > 1e6);
      // Its own seven, and those of the JVM.
      await shows(attached, 'app.value', { name: 'jvm.thread.count' }, (value) => value > 7);
    } finally {
      jvm.kill('SIGKILL');
    }
  });
});
