import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the kernel tells of control groups: where the procfs and the control groups are mounted. */
export interface ControlGroupRoots {
  readonly procfsRoot: string;
  readonly cgroupRoot: string;
}

/**
 * How many processors our control group may use, that of a container or of a service; undefined where nothing limits it.
 * The strictest of a group and of those above it counts. Programs that we start are in the same group. Sources:
 * cgroup-v2.rst (`cpu.max`: quota and period, or `max`) and sched-bwc.rst (version 1) of the kernel's documentation.
 */
export function cpuLimit(roots: ControlGroupRoots): number | undefined {
  return strictest(roots, 'cpu', (folder, version) => {
    const texts =
      version === 2
        ? textOf(join(folder, 'cpu.max')).split(' ')
        : ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) => textOf(join(folder, name)));
    // Without a limit the quota is `max` or below zero.
    const [quota = NaN, period = NaN] = texts.map(Number);
    return quota > 0 && period > 0 ? quota / period : undefined;
  });
}

/**
 * How much memory our control group may use, bytes; undefined where nothing limits it. Sources: cgroup-v2.rst
 * (`memory.max`) and memory.rst (version 1, where no limit is a number beyond all memory) of the kernel's documentation.
 */
export function memoryLimit(roots: ControlGroupRoots): number | undefined {
  return strictest(roots, 'memory', (folder, version) => {
    const bytes = Number(textOf(join(folder, version === 2 ? 'memory.max' : 'memory.limit_in_bytes')) || NaN);
    return bytes > 0 ? bytes : undefined;
  });
}

/** The lowest limit of our group and of those above it, in whichever version has the controller. */
function strictest(
  { procfsRoot, cgroupRoot }: ControlGroupRoots,
  controller: string,
  limitOf: (folder: string, version: 1 | 2) => number | undefined,
): number | undefined {
  const lines = textOf(join(procfsRoot, 'self', 'cgroup')).split('\n');
  const limits = lines.flatMap((line) => {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === '') return groupsOf(cgroupRoot, path).map((folder) => limitOf(folder, 2));
    if (!controllers.split(',').includes(controller)) return [];
    return groupsOf(join(cgroupRoot, controllers), path).map((folder) => limitOf(folder, 1));
  });
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** A group's folder and those above it, up to the root: in a container only the root may be there. */
function groupsOf(root: string, path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path; at !== '/' && at !== '.' && at !== ''; at = dirname(at)) folders.push(join(root, at));
  return [...folders, root];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return '';
  }
}
