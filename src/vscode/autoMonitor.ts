import type { Settings } from './decodeSettings';

/** Whether a program is monitored by itself when it is started with or without debugging. */
export function isMonitoredByItself({ autoMonitor }: Settings, noDebug: boolean): boolean {
  return autoMonitor === 'debugAndRun' || (autoMonitor === 'debugOnly' && !noDebug);
}
