import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * How many processors our control group may use, that of a container or of a service; undefined where nothing limits it.
 * The strictest of a group and of those above it counts. Programs that we start are in the same group. Sources:
 * cgroup-v2.rst (`cpu.max`: quota and period, or `max`) and sched-bwc.rst (version 1) of the kernel's documentation.
 */
export function cpuLimit(procfsRoot: string, cgroupRoot: string): number | undefined {
  const lines = textOf(join(procfsRoot, 'self', 'cgroup')).split('\n');
  const limits = lines.flatMap((line) => {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === '') return groupsOf(cgroupRoot, path).map(limitOfVersion2);
    return controllers.split(',').includes('cpu')
      ? groupsOf(join(cgroupRoot, controllers), path).map(limitOfVersion1)
      : [];
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

function limitOfVersion2(folder: string): number | undefined {
  const [quota, period] = textOf(join(folder, 'cpu.max')).split(' ').map(Number);
  return shareOf(quota, period);
}

function limitOfVersion1(folder: string): number | undefined {
  const [quota, period] = ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) => Number(textOf(join(folder, name))));
  return shareOf(quota, period);
}

/** Without a limit the quota is `max` or below zero. */
function shareOf(quota = NaN, period = NaN): number | undefined {
  return quota > 0 && period > 0 ? quota / period : undefined;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return '';
  }
}
