import type { ControlGroupRoots } from './controlGroups';

/** Where what is known of a machine comes from. */
export interface MachineFacts extends ControlGroupRoots {
  readonly platform: string;
  /** What Node knows of the limit of our control group, bytes; undefined, 0 or more than there is where it has none. */
  constrainedMemory(): number | undefined;
}

/** The machine on which this runs. */
export const THIS_MACHINE: MachineFacts = {
  platform: process.platform,
  procfsRoot: '/proc',
  cgroupRoot: '/sys/fs/cgroup',
  constrainedMemory: () => process.constrainedMemory(),
};
