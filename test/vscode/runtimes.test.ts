import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import type { MetricName } from '../../src/shared/metrics';
import type { ApiAlert } from '../../src/vscode/api';
import { inRepository } from '../host/paths';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { inWorkspace, startDebugging, stopDebugging } from './debugging';
import { PYTHON } from './programs';
import { debugServer } from './servers';

const NAME = 'metrics';
const WORK = 20;

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

  /** Waits until what is shown of the whole tree, a counter as it was counted, is what the program says itself. */
  async function agrees(
    session: string,
    metric: MetricName,
    attributes: Readonly<Record<string, string>> | undefined,
    own: number,
  ): Promise<void> {
    const wanted = JSON.stringify(attributes === undefined ? undefined : sorted(attributes));
    const shown = async (): Promise<unknown> => {
      await vscode.commands.executeCommand('processMonitor.copyCurrentMetrics');
      const { metrics } = JSON.parse(await vscode.env.clipboard.readText()) as { readonly metrics: readonly Shown[] };
      return metrics.find(
        (one) =>
          one.name === metric &&
          one.session === session &&
          one.pid === undefined &&
          JSON.stringify(one.attributes && sorted(one.attributes)) === wanted,
      )?.value;
    };
    await waitFor(
      async () => {
        const value = await shown();
        if (typeof value === 'number' && Math.abs(value - own) < 1e-6) return true;
        throw new Error(`${String(value)} is shown, the program says ${own}`);
      },
      { timeoutMs: 60_000, what: `${metric} ${wanted} to agree` },
    );
  }

  it('comes from the page of metrics that is set, and by OpenTelemetry where the setting says so', async () => {
    await set('runtime.otlpReceiver', true);
    const sending = await startDebugging({ name: 'sending', program: inPrograms('openTelemetry.js') });
    const { root, url } = await debugServer(NAME, '', { program: inPrograms('promClient.js') });
    await set('alerts.rules', [
      { name: 'Full', metric: 'app.value', attributes: { name: 'queue_depth' }, threshold: 10, for: 1 },
      { name: 'Hot', metric: 'app.value', attributes: { name: 'temperature' }, threshold: 20, for: 1 },
    ]);
    await set('runtime.scrape', { [NAME]: url });
    await shows(root, 'app.value', { name: 'queue_depth' }, (value) => value === 0);
    // Its page has been read by then: that was no answer to anybody.
    assert.deepEqual((await api()).query(root.id, 'process.startup.time'), []);
    for (let i = 0; i < WORK; i++) await (await fetch(`${url}/work`)).text();
    const { work } = (await (await fetch(`${url}/own`)).json()) as { readonly work: number };
    assert.equal(work, WORK);
    await agrees(NAME, 'app.count', { name: 'work_total', kind: 'request' }, work);
    await agrees(NAME, 'app.count', { name: 'work_seconds' }, work);
    await agrees(NAME, 'app.value', { name: 'queue_depth' }, 42);
    await agrees(NAME, 'app.distribution', { name: 'work_size', quantile: '0.9' }, 7);
    // Those of the test alone: its page of metrics was read many times meanwhile.
    await agrees(NAME, 'http.server.request.count', undefined, work + 1);
    await shows(root, 'process.startup.time', undefined, (seconds) => seconds > 0);
    await agrees('sending', 'app.value', { name: 'temperature', room: 'a' }, 21.5);
    // It says at its end that it has counted 40.
    await agrees('sending', 'app.count', { name: 'orders', kind: 'book' }, 40);
    await agrees('sending', 'app.count', { name: 'order.duration' }, 40);
    await shows(sending, 'app.distribution', { name: 'order.duration', quantile: '0.95' }, (value) => value > 2);
    await fires(root, 'Full', /: queue_depth 42, limit 10, for /);
    await fires(sending, 'Hot', /: temperature room=a 21\.5, limit 20, for /);
  });

  it('comes from Python, from inside and from its page, and from a JVM that is attached to', async () => {
    await set('runtime.python', true);
    const jvm = spawn('java', ['-XX:+UseSerialGC', inPrograms('Collecting.java')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let said = '';
    jvm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ownOf = async (what: string): Promise<number> =>
      Number(await waitFor(() => new RegExp(`${what} (\\d+)`).exec(said)?.[1], { timeoutMs: 60_000, what }));
    try {
      const configuration = { type: 'debugpy', cwd: inWorkspace('.'), python: PYTHON };
      const program = inPrograms('prometheusClient.py');
      const { root: python, url } = await debugServer('Python', '', { ...configuration, program });
      const attached = await startDebugging({
        type: 'process-monitor',
        name: 'JVM',
        request: 'attach',
        processId: jvm.pid,
      });
      await set('runtime.scrape', { Python: url });
      await shows(python, 'app.value', { name: 'queue_depth' }, (value) => value === 0);
      await (await fetch(`${url}/start`)).text();
      await shows(python, 'app.count', { name: 'ticks_total' }, (perSecond) => perSecond > 0);
      await agrees('Python', 'app.count', { name: 'ticks_total' }, Number(await (await fetch(`${url}/stop`)).text()));
      await agrees('Python', 'app.value', { name: 'queue_depth' }, 42);
      await shows(python, 'app.value', { name: 'python.threads' }, (value) => value >= 1);
      await shows(python, 'app.distribution', { name: 'python.lateness', quantile: '0.99' }, (value) => value > 0);
      const heap = { name: 'jvm.memory.used', 'jvm.memory.type': 'heap' };
      await shows(attached, 'app.value', heap, (bytes) => bytes > 1e6);
      jvm.stdin.write('go on\n');
      await agrees('JVM', 'app.value', { name: 'jvm.thread.count' }, await ownOf('Threads'));
      const full = { name: 'jvm.gc.count', 'jvm.gc.name': 'Serial full collection pauses' };
      await agrees('JVM', 'app.count', full, await ownOf('Collections'));
    } finally {
      jvm.kill('SIGKILL');
    }
  });
});

/** An entry of what the command copies. */
interface Shown {
  readonly name: string;
  readonly session?: string;
  readonly pid?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly value: number;
}

function sorted(attributes: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));
}

function inPrograms(file: string): string {
  return inRepository('test', 'fixtures', 'programs', file);
}
