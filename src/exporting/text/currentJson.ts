import { metricOf } from '../../shared/metrics';
import { attributePairs, processKey, type ProcessKey } from '../../shared/sample';
import type { Session } from '../../shared/state';
import type { CurrentValue } from './currentValues';
import type { CurrentSession } from './liveFamilies';

/**
 * The newest values as JSON: `{ timestamp, metrics }`, the time in ISO 8601, each metric with name, unit, value and whose it
 * is. Without a process it is the whole tree's; without a session the monitor's own. Counters are as they were counted.
 */
export function currentJson(
  timeMs: number,
  sessions: readonly CurrentSession[],
  monitor: readonly CurrentValue[],
): string {
  const metrics = [
    ...sessions.flatMap(({ session, values }) => {
      const names = new Map(session.processes.map((process) => [processKey(process), process.name]));
      return values.map((value) => metricEntry(value, session, names));
    }),
    ...monitor.map((value) => metricEntry(value, undefined, new Map())),
  ];
  return `${JSON.stringify({ timestamp: new Date(timeMs).toISOString(), metrics }, null, 2)}\n`;
}

function metricEntry(
  { key, value }: CurrentValue,
  session: Session | undefined,
  names: ReadonlyMap<ProcessKey, string>,
): Readonly<Record<string, unknown>> {
  const { metric, attributes, process } = key;
  const { unit, instrument } = metricOf(metric);
  return {
    name: metric,
    unit,
    instrument,
    ...(session === undefined ? {} : { session: session.name }),
    ...(process === undefined ? {} : { process: names.get(process) ?? '', pid: Number(process.split('@')[0]) }),
    ...(attributes === '' ? {} : { attributes: Object.fromEntries(attributePairs(attributes)) }),
    value,
  };
}
