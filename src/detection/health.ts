import type { CheckState } from '../shared/health';
import type { Alert, Health, SessionState } from '../shared/state';

/**
 * How a session is, from its state, its alerts, its health checks and whether values still come. An end or a crash
 * outweighs everything, then what keeps us from knowing, then a program that does not answer, then the worst alert that
 * fires; alerts whose rule only keeps a record do not count.
 */
export function healthOf(
  state: SessionState,
  alerts: readonly Alert[],
  isStalled: boolean,
  check?: CheckState,
): Health {
  switch (state) {
    case 'crashed':
    case 'ended':
    case 'paused':
      return state;
    case 'lost':
    case 'starting':
      return 'unknown';
    case 'running':
      if (isStalled) return 'unknown';
      return check === 'unhealthy' ? 'critical' : worstOf(alerts);
  }
}

function worstOf(alerts: readonly Alert[]): Health {
  const firing = alerts.filter((alert) => isFiring(alert) && alert.notify !== 'off');
  if (firing.some(({ severity }) => severity === 'critical')) return 'critical';
  return firing.some(({ severity }) => severity === 'warning') ? 'warning' : 'ok';
}

/** Whether an alert stands: one that has recovered stands until it is resolved. */
export function isFiring({ state }: Pick<Alert, 'state'>): boolean {
  return state === 'firing' || state === 'recovering';
}
