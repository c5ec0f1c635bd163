import type { CurrentValue } from '../../src/exporting/text/currentValues';
import type { CurrentSession } from '../../src/exporting/text/liveFamilies';
import type { MetricName } from '../../src/shared/metrics';
import { attributesOf, processKey, type ProcessKey } from '../../src/shared/sample';
import type { Session } from '../../src/shared/state';
import { SESSION } from './recordedRun';

/** The only process of the session of these tests. */
export const PROCESS: ProcessKey = processKey(SESSION.processes[0] ?? { pid: 0, startTimeMs: 0 });

/** A newest value of a series of a process. */
export function current(
  metric: MetricName,
  value: number,
  attributes: Readonly<Record<string, string>> = {},
  process: ProcessKey = PROCESS,
): CurrentValue {
  return { key: { process, metric, attributes: attributesOf(attributes) }, timeMs: 0, value };
}

/** Such a value of the whole tree. */
export function ofTree(
  metric: MetricName,
  value: number,
  attributes: Readonly<Record<string, string>> = {},
): CurrentValue {
  return { key: { metric, attributes: attributesOf(attributes) }, timeMs: 0, value };
}

/** A session with values, as a scrape sees it. */
export function withValues(values: readonly CurrentValue[], session: Partial<Session> = {}): CurrentSession {
  return { session: { ...SESSION, ...session }, values };
}
