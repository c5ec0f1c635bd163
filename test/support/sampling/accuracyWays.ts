import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pidusage from 'pidusage';
import { ProcfsSource } from '../../../src/sampling/procfsSource';
import { createSystemClock } from '../../../src/sampling/systemClock';
import { procfs } from './readers';

const run = promisify(execFile);

/** What a way to read the CPU of a process says at a moment: a total at a time of its own, or straight away the cores. */
export type Shown = { readonly ms: number; readonly cpuSeconds: number } | { readonly cores: number };

/** A way to read the CPU of one process. */
export interface AccuracyWay {
  readonly label: string;
  read(): Promise<Shown>;
  dispose(): void;
}

export const OURS = 'Process Monitor';
export const PIDUSAGE = 'pidusage';
export const PS = 'ps';

/** Our own way and those of others, for a process that lives. Linux only. Rejects where the process cannot be found. */
export async function accuracyWays(pid: number): Promise<readonly AccuracyWay[]> {
  return [await ownWay(pid), pidusageWay(pid), psWay(pid)];
}

async function ownWay(pid: number): Promise<AccuracyWay> {
  const source = new ProcfsSource(procfs(), createSystemClock());
  const process = await source.find(pid);
  if (process === undefined) throw new Error(`process ${pid} has ended`);
  return {
    label: OURS,
    read: async () => {
      const [result] = await source.read([process]);
      if (result?.kind !== 'read') throw new Error(`process ${pid} cannot be read`);
      const shown = result.readings.find(
        ({ metric, attributes }) => metric === 'process.cpu.time' && attributes === '',
      );
      if (shown === undefined) throw new Error('the source told no CPU time');
      return { ms: result.timeMs, cpuSeconds: shown.value };
    },
    dispose: () => {
      source.dispose();
    },
  };
}

/**
 * By its `ctime` and `elapsed`: what its `cpu` is between two calls is the one's difference by the other's, so that one
 * call serves all intervals.
 */
function pidusageWay(pid: number): AccuracyWay {
  return {
    label: PIDUSAGE,
    read: async () => {
      const { ctime, elapsed } = await pidusage(pid);
      return { ms: elapsed, cpuSeconds: ctime / 1000 };
    },
    dispose: () => {
      pidusage.clear();
    },
  };
}

/** Its %CPU, which is the mean since the process began. */
function psWay(pid: number): AccuracyWay {
  return {
    label: PS,
    read: async () => {
      const { stdout } = await run('ps', ['-o', '%cpu=', '-p', String(pid)]);
      return { cores: Number(stdout) / 100 };
    },
    dispose: () => undefined,
  };
}
