import type { MonitorStatus } from '../../src/shared/state';

/** A monitor that samples once a second and has nothing to say about itself. */
export const MONITOR_STATUS: MonitorStatus = {
  intervalMs: 1000,
  requestedIntervalMs: 1000,
  source: 'procfs',
  skippedRounds: 0,
  droppedSamples: 0,
  stalled: false,
};
