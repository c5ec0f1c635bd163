import type { MetricName } from '../../shared/metrics';
import { attributesOf, type Attributes, type Reading } from '../../shared/sample';
import type { Stat } from './parseStat';
import type { Details } from './processFiles';
import type { ProcfsSystem } from './procfsSystem';
import type { ScheduledTime } from './schedulerAccount';

/** The readings of one process in base units; of a metric with a breakdown the sum and one for each value. */
export function procfsReadings(raw: RawValues, system: ProcfsSystem): Reading[] {
  const { stat, scheduled, details, uptimeSeconds } = raw;
  const { io, contextSwitches, openDescriptors } = details;
  const { ticksPerSecond, pageBytes } = system;
  const readings: Reading[] = [];
  addPair(readings, CPU, stat.userTicks, stat.systemTicks, ticksPerSecond);
  if (scheduled !== undefined) add(readings, 'process.cpu.wait_time', scheduled.waitedSeconds);
  // A process that is about to be gone has given its address space back: what it had in use is no longer known.
  if (stat.virtualBytes > 0) {
    add(readings, 'process.memory.usage', stat.residentPages * pageBytes);
    add(readings, 'process.memory.virtual', stat.virtualBytes);
  }
  add(readings, 'process.thread.count', stat.threads);
  addPair(readings, FAULTS, stat.minorFaults, stat.majorFaults);
  if (openDescriptors !== undefined) add(readings, 'process.unix.file_descriptor.count', openDescriptors);
  if (io !== undefined) {
    addPair(readings, IO, io.readCharacters, io.writtenCharacters);
    addPair(readings, DISK, io.readBytes, io.writtenBytes);
  }
  if (contextSwitches !== undefined) {
    addPair(readings, SWITCHES, contextSwitches.voluntary, contextSwitches.involuntary);
  }
  if (uptimeSeconds !== undefined) {
    // The uptime counts hundredths, as the start does, but is read a moment earlier: it may lag behind a new process.
    add(readings, 'process.uptime', Math.max(0, uptimeSeconds - stat.startTicks / ticksPerSecond));
  }
  return readings;
}

/** What was read of one process; what could not be read is undefined. `uptimeSeconds` is the system's. */
export interface RawValues {
  readonly stat: Stat;
  readonly scheduled: ScheduledTime | undefined;
  readonly details: Details;
  readonly uptimeSeconds: number | undefined;
}

/** The metrics that procfs can tell. */
export const PROCFS_METRICS: readonly MetricName[] = [
  'process.cpu.time',
  'process.cpu.wait_time',
  'process.memory.usage',
  'process.memory.virtual',
  'process.io',
  'process.disk.io',
  'process.thread.count',
  'process.unix.file_descriptor.count',
  'process.context_switches',
  'process.paging.faults',
  'process.uptime',
];

/** A metric with a breakdown into two, and the texts of its attributes, made once. */
interface Pair {
  readonly metric: MetricName;
  readonly first: Attributes;
  readonly second: Attributes;
}

const CPU = pair('process.cpu.time', 'cpu.mode', 'user', 'system');
const IO = pair('process.io', 'io.direction', 'read', 'write');
const DISK = pair('process.disk.io', 'disk.io.direction', 'read', 'write');
const SWITCHES = pair('process.context_switches', 'process.context_switch.type', 'voluntary', 'involuntary');
const FAULTS = pair('process.paging.faults', 'process.paging.fault_type', 'minor', 'major');

function pair(metric: MetricName, attribute: string, first: string, second: string): Pair {
  return { metric, first: attributesOf({ [attribute]: first }), second: attributesOf({ [attribute]: second }) };
}

function add(readings: Reading[], metric: MetricName, value: number): void {
  readings.push({ metric, attributes: '', value });
}

/** `perUnit` is how many of what was counted make one base unit. */
function addPair(readings: Reading[], { metric, first, second }: Pair, a: number, b: number, perUnit = 1): void {
  readings.push(
    { metric, attributes: '', value: (a + b) / perUnit },
    { metric, attributes: first, value: a / perUnit },
    { metric, attributes: second, value: b / perUnit },
  );
}
