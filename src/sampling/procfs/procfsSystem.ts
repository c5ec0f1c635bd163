import { readFileSync } from 'node:fs';
import { arch, endianness } from 'node:os';
import { join } from 'node:path';
import type { ProcessStanding } from '../../shared/sample';
import { parseAuxv, type SystemConstants, type WordLayout } from './parseAuxv';
import type { Stat } from './parseStat';

/** What is needed to read a procfs and does not change while the system runs. */
export interface ProcfsSystem {
  /** Where the procfs is mounted. */
  readonly root: string;
  /** Epoch milliseconds at which the system started, as the wall clock saw it when the procfs was opened. */
  readonly bootTimeMs: number;
  readonly ticksPerSecond: number;
  readonly pageBytes: number;
}

/**
 * Opens the procfs at `root`; undefined if there is none, or none that can be read. The start of the system is the wall
 * clock less the uptime, which is precise to 10 ms; `btime` of /proc/stat knows whole seconds only.
 */
export function openProcfs(root: string, wallMs: number): ProcfsSystem | undefined {
  try {
    readFileSync(join(root, 'self', 'stat'));
    const uptimeSeconds = parseUptime(readFileSync(join(root, 'uptime'), 'latin1'));
    if (uptimeSeconds === undefined) return undefined;
    const constants = { ticksPerSecond: 100, pageBytes: 4096, ...readConstants(root) };
    return { root, bootTimeMs: Math.round(wallMs - uptimeSeconds * 1000), ...constants };
  } catch {
    return undefined;
  }
}

/** When a process started, whole epoch milliseconds: the second half of its identity. */
export function startTimeMsOf(stat: Stat, system: ProcfsSystem): number {
  return system.bootTimeMs + Math.round((stat.startTicks * 1000) / system.ticksPerSecond);
}

/**
 * Whether the process has ended and only waits to be collected. A main thread that ended before the others looks like a
 * zombie too, but then threads are left.
 */
export function hasEnded(stat: Stat): boolean {
  return stat.state === 'X' || stat.state === 'x' || (stat.state === 'Z' && stat.threads <= 1);
}

/** How the system holds a process that has not ended. Source: proc_pid_stat(5), field 3. */
export function standingOf({ state }: Stat): ProcessStanding {
  switch (state) {
    case 'T':
      return 'stopped';
    case 't':
      return 'traced';
    case 'D':
      return 'uninterruptible';
    case 'Z':
      return 'zombie';
    default:
      return 'running';
  }
}

/** Seconds since the start of the system out of `/proc/uptime`; undefined if malformed. Source: proc_uptime(5). */
export function parseUptime(text: string): number | undefined {
  const match = /^(\d+\.\d+) /.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function readConstants(root: string): SystemConstants {
  const wordBytes: WordLayout['wordBytes'] = ['arm', 'ia32', 'mips', 'mipsel'].includes(arch()) ? 4 : 8;
  try {
    return parseAuxv(readFileSync(join(root, 'self', 'auxv')), { wordBytes, endianness: endianness() });
  } catch {
    return {};
  }
}
