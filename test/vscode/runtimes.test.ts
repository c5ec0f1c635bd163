import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { MetricName } from '../../src/shared/metrics';
import { inRepository } from '../host/paths';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { startDebugging, stopDebugging } from './debugging';
import { debugServer } from './servers';

const NAME = 'metrics';

describe('what programs tell by their own means', () => {
  afterEach(async () => {
    await stopDebugging();
    await set('runtime.scrape', undefined);
    await set('runtime.otlpReceiver', undefined);
  });

  async function set(name: string, value: unknown): Promise<void> {
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  }

  async function shows(
    { id }: vscode.DebugSession,
    metric: MetricName,
    attributes: Readonly<Record<string, string>>,
    isMeant: (value: number) => boolean,
  ): Promise<void> {
    const monitor = await api();
    const values = (): readonly number[] => monitor.query(id, metric, { attributes }).map(({ value }) => value);
    await waitFor(() => values().some(isMeant), { timeoutMs: 30_000, what: `${metric} of ${attributes.name ?? ''}` });
  }

  it('comes from the page of metrics that is set, and by OpenTelemetry where the setting says so', async () => {
    await set('runtime.otlpReceiver', true);
    const sending = await startDebugging({ program: inRepository('test', 'fixtures', 'programs', 'openTelemetry.js') });
    const { root, url } = await debugServer(NAME, 'metrics.js');
    await set('runtime.scrape', { [NAME]: url });
    await shows(root, 'app.value', { name: 'held', what: 'rooms' }, (value) => value === 12);
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${url}/`)).text()));
    assert.ok(answers.includes('20'));
    await shows(root, 'app.count', { name: 'asked_total' }, (perSecond) => perSecond > 0);
    await shows(sending, 'app.value', { name: 'temperature', room: 'a' }, (value) => value === 21.5);
    await shows(sending, 'app.count', { name: 'orders', kind: 'book' }, (perSecond) => perSecond > 0);
    await shows(sending, 'app.distribution', { name: 'order.duration', quantile: '0.95' }, (value) => value > 2);
  });
});
