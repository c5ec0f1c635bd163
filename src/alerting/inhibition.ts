import type { Alert } from '../shared/state';
import type { ProcessKey } from '../shared/sample';
import { isFiring } from '../detection/health';

/** Whether one process is an ancestor of another. */
export type IsAncestor = (ancestor: ProcessKey, process: ProcessKey) => boolean;

/**
 * Whether another alert that stands says all that this one would: a critical one about the same metric, or one of the
 * same rule about the whole tree or an ancestor. An inhibited alert stays in the list, but is not told by a toast.
 */
export function isInhibited(alert: Alert, others: readonly Alert[], isAncestor: IsAncestor): boolean {
  return others.some((other) => other.id !== alert.id && isFiring(other) && hides(other, alert, isAncestor));
}

function hides(other: Alert, alert: Alert, isAncestor: IsAncestor): boolean {
  const isSameMetric =
    other.metric !== undefined && other.metric === alert.metric && other.attributes === alert.attributes;
  if (!isSameMetric || !coversProcess(other, alert, isAncestor)) return false;
  const isWorse = other.severity === 'critical' && alert.severity !== 'critical';
  const isParent = other.name === alert.name && other.process !== alert.process;
  return isWorse || isParent;
}

/** Whether one is about the same process as the other, an ancestor of it, or the whole tree. */
function coversProcess(other: Alert, alert: Alert, isAncestor: IsAncestor): boolean {
  if (other.process === undefined || other.process === alert.process) return true;
  return alert.process !== undefined && isAncestor(other.process, alert.process);
}
