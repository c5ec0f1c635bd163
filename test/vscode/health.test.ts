import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ProcessMonitorApi } from '../../src/vscode/api';
import { waitFor } from '../support/waitFor';
import { api } from './api';
import { clearBreakpoints, setBreakpoint } from './breakpoints';
import { stopDebugging } from './debugging';
import { writeInWorkspace } from './launching';
import { debugServer, type DebuggedServer } from './servers';
import { goOn, monitored, pidOf } from './sessions';

const NAME = 'moods';
/** Ends the time for which the program holds its event loop. */
const RELEASE = 'released';

const FAST = { interval: '300 ms', timeout: '300 ms', failureThreshold: 2 };

/** Far more than it takes to call a program unhealthy. */
const MANY_ROUNDS = 3;

describe('health checks in the real extension host', () => {
  const release: (() => void)[] = [];
  let monitor: ProcessMonitorApi;

  before(async () => {
    monitor = await api();
  });

  afterEach(async () => {
    clearBreakpoints();
    await stopDebugging();
    await check(undefined);
    for (const undo of release.splice(0)) undo();
  });

  async function check(checks: object | undefined): Promise<void> {
    const value = checks === undefined ? undefined : { [NAME]: checks };
    const settings = vscode.workspace.getConfiguration('processMonitor');
    await settings.update('health.checks', value, vscode.ConfigurationTarget.Global);
  }

  function startServer(): Promise<DebuggedServer> {
    return debugServer(NAME, 'moods.js', { args: [RELEASE] });
  }

  /** An event of the session, once it is there. */
  function event(sessionId: string, kind: string, text: RegExp): Promise<{ readonly text: string }> {
    const found = (): ReturnType<ProcessMonitorApi['events']>[number] | undefined =>
      monitor.events(sessionId).find((one) => one.kind === kind && text.test(one.text));
    return waitFor(found, { timeoutMs: 60_000, what: `${kind} ${String(text)}` });
  }

  const alertOf = (sessionId: string): string | undefined =>
    monitor.alerts(sessionId).find(({ name }) => name === 'Health')?.state;

  it('call a program unhealthy whose event loop is blocked, and healthy again when it goes on', async () => {
    // So long that the samples show what it does.
    await check({ ...FAST, interval: '1 s', failureThreshold: 3 });
    const { root, url } = await startServer();
    await event(root.id, 'healthy', /^Answers$/);
    await fetch(`${url}/block`);
    const { text } = await event(root.id, 'unhealthy', /the event loop did not answer within 0\.3 s/);
    // On a machine that is busy with other things the same loop waits for its processor.
    assert.match(text, /blocked: it uses \d+ % of a core|starved/);
    assert.equal(monitor.alerts(root.id).find(({ name }) => name === 'Health')?.severity, 'critical');
    release.push(writeInWorkspace(RELEASE, ''));
    await event(root.id, 'healthy', /^Answers again$/);
    assert.equal(alertOf(root.id), 'resolved');
  });

  it('call a server unhealthy that accepts and stays silent, by its URL, and healthy again when it answers', async () => {
    const { root, url } = await startServer();
    await check({ ...FAST, http: `${url}/health` });
    await event(root.id, 'healthy', /^Answers$/);
    await fetch(`${url}/silent`);
    const { text } = await event(root.id, 'unhealthy', /\/health did not answer within 0\.3 s/);
    assert.ok(text.includes(`${url}/health`), text);
    assert.equal(alertOf(root.id), 'firing');
    process.kill(await pidOf(root), 'SIGUSR2');
    await event(root.id, 'healthy', /^Answers again$/);
    assert.equal(alertOf(root.id), 'resolved');
  });

  it('call a program at a breakpoint paused, and never unhealthy', async () => {
    const { root, url } = await startServer();
    await check({ ...FAST, http: `${url}/health` });
    await event(root.id, 'healthy', /^Answers$/);
    await setBreakpoint('moods.js');
    const pid = await pidOf(root);
    await monitored(root, 'paused', ({ state }) => {
      // Until the debugger has set it, the program passes the breakpoint by.
      if (state === 'running') process.kill(pid, 'SIGUSR2');
      return state === 'paused';
    });
    const pausedAtMs = Date.now();
    const rounds = () => monitor.query('process-monitor', 'process_monitor.round.duration', { fromMs: pausedAtMs });
    await waitFor(() => rounds().length > MANY_ROUNDS, { timeoutMs: 60_000, what: 'time to pass' });
    assert.equal(monitor.health(root.id), 'paused');
    const untilMs = Date.now();
    await goOn(root);
    assert.notEqual(monitor.health(root.id), 'paused');
    const told = monitor.events(root.id).filter(({ kind, timeMs }) => kind === 'unhealthy' && timeMs >= pausedAtMs);
    assert.deepEqual(
      told.filter(({ timeMs }) => timeMs < untilMs),
      [],
    );
  });
});
