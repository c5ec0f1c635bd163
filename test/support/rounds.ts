import { attributesOf, type ProcessInfo, type ProcessSample, type Reading, type Round } from '../../src/shared/sample';
import type { MetricName } from '../../src/shared/metrics';

/** The beginning of time in tests of the monitor, epoch milliseconds. */
export const T0 = 1_700_000_000_000;

/** A process of a test's tree; it started one second before `T0` unless told otherwise. */
export function processInfo(pid: number, parentPid = 1, startTimeMs = T0 - 1_000): ProcessInfo {
  return { pid, parentPid, startTimeMs, name: `program-${pid}` };
}

/** The readings of one process at a time: metric names, with attributes in braces, to values. */
export function sampleOf(
  process: ProcessInfo,
  timeMs: number,
  values: Readonly<Record<string, number>>,
): ProcessSample {
  return { process, timeMs, readings: Object.entries(values).map(([name, value]) => readingOf(name, value)) };
}

/** A round of the session `s`. */
export function roundOf(timeMs: number, ...processes: readonly ProcessSample[]): Round {
  return { kind: 'round', sessionId: 's', timeMs, processes };
}

function readingOf(name: string, value: number): Reading {
  const [metric = '', key, attribute] = name.split(/[{=}]/);
  const attributes = key === undefined || attribute === undefined ? '' : attributesOf({ [key]: attribute });
  return { metric: metric as MetricName, attributes, value };
}
