import type { Clock } from '../shared/clock';
import { OffloadingSource, type OffloadOptions } from './offload/offloadingSource';
import { PidusageSource } from './pidusageSource';
import type { ProcessSource } from './processSource';
import type { ProcessTable } from './processTable';
import { openProcfs, type ProcfsSystem } from './procfs/procfsSystem';
import { ProcfsTable } from './procfs/procfsTable';
import { ProcfsSource } from './procfsSource';
import { PsTable } from './psTable';
import { WindowsTable } from './windowsTable';

/** The setting `processMonitor.sampling.source`. */
export type SourceSetting = 'auto' | 'procfs' | 'pidusage';

/** Where the choice depends on more than the setting. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The folder of Windows (`SystemRoot`); only used there. */
  readonly systemRoot?: string;
  /** Where procfs is mounted; `/proc` if absent. */
  readonly procfsRoot?: string;
  /** The procfs as it was opened for an earlier source: with it processes keep their identities. */
  readonly procfs?: ProcfsSystem;
  /** The worker thread for trees of many processes; without it all is read in the calling thread. */
  readonly offload?: OffloadOptions;
}

/**
 * Makes the source that a setting and a machine call for; the caller disposes it. `fallbackReason` says why, where
 * procfs was asked for and pidusage came.
 */
export function chooseSource(setting: SourceSetting, machine: Machine, clock: Clock): ChosenSource {
  const { platform, procfsRoot = '/proc', procfs } = machine;
  const system = platform === 'linux' ? (procfs ?? openProcfs(procfsRoot, clock.wallMs())) : undefined;
  const kept = system === undefined ? {} : { procfs: system };
  if (system !== undefined && setting !== 'pidusage') {
    const { offload } = machine;
    const source =
      offload === undefined ? new ProcfsSource(system, clock) : new OffloadingSource(system, clock, offload);
    return { source, ...kept };
  }
  const table = system === undefined ? tableFor(machine, clock) : new ProcfsTable(system, clock);
  const source = new PidusageSource(platform, table, clock);
  if (setting !== 'procfs') return { source, ...kept };
  const cause = platform === 'linux' ? `${procfsRoot} cannot be read` : `there is no procfs on ${platform}`;
  return { source, fallbackReason: `Reading with pidusage instead of procfs: ${cause}.` };
}

export interface ChosenSource {
  readonly source: ProcessSource;
  readonly fallbackReason?: string;
  /** The procfs that was opened; absent where there is none. */
  readonly procfs?: ProcfsSystem;
}

function tableFor({ platform, systemRoot = 'C:\\Windows' }: Machine, clock: Clock): ProcessTable {
  return platform === 'win32' ? new WindowsTable(systemRoot, clock) : new PsTable();
}
