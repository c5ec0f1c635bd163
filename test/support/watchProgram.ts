import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { totalmem } from 'node:os';
import { decodeRules } from '../../src/alerting/decodeRules';
import { defaultRules } from '../../src/alerting/defaultRules';
import { MonitorHub } from '../../src/monitoring/monitorHub';
import { chooseSource } from '../../src/sampling/chooseSource';
import { processCpuSeconds } from '../../src/sampling/cpuMeter';
import { Sampler } from '../../src/sampling/sampler';
import { createSystemClock } from '../../src/sampling/systemClock';
import { waitFor } from './waitFor';

/** A toast that a watched program raised, in seconds from the program's start. */
export interface ToldToast {
  readonly second: number;
  readonly text: string;
}

/**
 * Starts a program, watches it once a second with the default rules as the extension would, without an editor, and ends
 * it after so many seconds. Returns the toasts that a person would have seen, in order.
 */
export async function watchProgram(
  name: string,
  command: readonly string[],
  seconds: number,
): Promise<readonly ToldToast[]> {
  const clock = createSystemClock();
  const { source } = chooseSource('auto', { platform: process.platform }, clock);
  const memoryLimitBytes = totalmem();
  const hub = new MonitorHub();
  const toasts: ToldToast[] = [];
  const startedAtMs = clock.nowMs();
  hub.setAlerting(
    () => ({
      rules: decodeRules(undefined, defaultRules(), { memoryLimitBytes }).rules,
      anomalies: { notify: 'toast', detector: 'envelope' },
      memoryLimitBytes,
    }),
    startedAtMs,
  );
  hub.onUpdate((update) => {
    const second = (clock.nowMs() - startedAtMs) / 1000;
    for (const { text } of update.toasts) toasts.push({ second, text });
  });
  hub.begin({ id: name, name, type: 'process', startedAtMs });
  const sampler = new Sampler(
    {
      source,
      clock,
      cpuSeconds: processCpuSeconds,
      droppedSamples: () => hub.droppedSamples,
      log: console.error,
      onRound: (round) => {
        hub.ingest(name, round);
      },
      onStatus: ({ intervalMs }) => {
        hub.setIntervalMs(intervalMs);
      },
      onSelf: () => undefined,
    },
    1000,
  );
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: 'ignore', detached: true });
  const exited = once(child, 'exit');
  child.on('exit', (exitCode, signal) => {
    const status = { ...(exitCode === null ? {} : { exitCode }), ...(signal === null ? {} : { signal }) };
    hub.ingest(name, { kind: 'exited', timeMs: clock.nowMs(), ...status });
    hub.ingest(name, { kind: 'ended', timeMs: clock.nowMs(), requested: false });
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} did not start.`);
  const root = await waitFor(() => source.find(pid), { timeoutMs: 5_000, what: `${name} to be found` });
  hub.ingest(name, { kind: 'target', timeMs: clock.nowMs(), process: root, debuggee: name });
  sampler.watch(name, [root]);
  const ticking = setInterval(() => {
    hub.tick(clock.nowMs(), clock.wallMs());
  }, 1000);
  await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, seconds * 1000))]);
  clearInterval(ticking);
  sampler.dispose();
  source.dispose();
  const told = [...toasts];
  if (child.exitCode === null && child.signalCode === null) {
    // The group: a program may have children of its own.
    process.kill(-pid, 'SIGTERM');
    await exited;
  }
  return told;
}
