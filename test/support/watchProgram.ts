import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { totalmem } from 'node:os';
import { decodeRules } from '../../src/alerting/decodeRules';
import { defaultRules } from '../../src/alerting/defaultRules';
import { MonitorHub } from '../../src/monitoring/monitorHub';
import type { SessionInput } from '../../src/monitoring/sessionInput';
import { chooseSource } from '../../src/sampling/chooseSource';
import { processCpuSeconds } from '../../src/sampling/cpuMeter';
import { Sampler } from '../../src/sampling/sampler';
import { createSystemClock } from '../../src/sampling/systemClock';
import type { AlertRuleSettings } from '../../src/shared/alertRuleSettings';
import type { Scope } from '../host/scope';
import { waitFor } from './waitFor';

/** A toast that a watched program raised, in seconds from the program's start. */
export interface ToldToast {
  readonly second: number;
  readonly text: string;
}

/** By what a program is judged: rules, and whether what is unusual for it is told too. */
export interface Judge {
  readonly rules: readonly AlertRuleSettings[];
  readonly anomalies: 'toast' | 'off';
}

/** What the extension does from the start. */
export const DEFAULT_JUDGE: Judge = { rules: defaultRules(), anomalies: 'toast' };

export interface WatchOptions {
  /** The default one alone where nothing is said. */
  readonly judges?: readonly Judge[];
  /** Ends the program when the watching is cut short. */
  readonly scope?: Scope;
}

/**
 * Starts a program, watches it once a second as the extension would, without an editor, and ends it after so many
 * seconds. All judges see the same samples. Returns for each the toasts that a person would have seen, in order.
 */
export async function watchProgram(
  name: string,
  command: readonly string[],
  seconds: number,
  { judges = [DEFAULT_JUDGE], scope }: WatchOptions = {},
): Promise<readonly (readonly ToldToast[])[]> {
  const clock = createSystemClock();
  const { source } = chooseSource('auto', { platform: process.platform }, clock);
  const startedAtMs = clock.nowMs();
  const told = judges.map((): ToldToast[] => []);
  const hubs = judges.map((judge, i) => {
    const hub = judgedBy(judge, startedAtMs);
    hub.onUpdate((update) => {
      const second = (clock.nowMs() - startedAtMs) / 1000;
      for (const { text } of update.toasts) told[i]?.push({ second, text });
    });
    hub.begin({ id: name, name, type: 'process', startedAtMs });
    return hub;
  });
  const ingest = (input: SessionInput): void => {
    for (const hub of hubs) hub.ingest(name, input);
  };
  const sampler = new Sampler(
    {
      source,
      clock,
      cpuSeconds: processCpuSeconds,
      droppedSamples: () => hubs.reduce((sum, hub) => sum + hub.droppedSamples, 0),
      log: console.error,
      onRound: ingest,
      onStatus: ({ intervalMs }) => {
        for (const hub of hubs) hub.setIntervalMs(intervalMs);
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
    ingest({ kind: 'exited', timeMs: clock.nowMs(), ...status });
    ingest({ kind: 'ended', timeMs: clock.nowMs(), requested: false });
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} did not start.`);
  // The group: a program may have children of its own.
  const endGroup = (signal: NodeJS.Signals): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, signal);
  };
  scope?.own(() => {
    endGroup('SIGKILL');
  });
  const root = await waitFor(() => source.find(pid), { timeoutMs: 5_000, what: `${name} to be found` });
  ingest({ kind: 'target', timeMs: clock.nowMs(), process: root, debuggee: name });
  sampler.watch(name, [root]);
  const ticking = setInterval(() => {
    for (const hub of hubs) hub.tick(clock.nowMs(), clock.wallMs());
  }, 1000);
  let over: NodeJS.Timeout | undefined;
  await Promise.race([exited, new Promise((resolve) => (over = setTimeout(resolve, seconds * 1000)))]);
  clearTimeout(over);
  clearInterval(ticking);
  sampler.dispose();
  source.dispose();
  const untilNow = told.map((toasts) => [...toasts]);
  endGroup('SIGTERM');
  await exited;
  return untilNow;
}

function judgedBy({ rules, anomalies }: Judge, timeMs: number): MonitorHub {
  const memoryLimitBytes = totalmem();
  const hub = new MonitorHub();
  hub.setAlerting(
    () => ({
      rules: decodeRules(undefined, rules, { memoryLimitBytes }).rules,
      anomalies: { notify: anomalies, detector: 'envelope' },
      memoryLimitBytes,
    }),
    timeMs,
  );
  return hub;
}
