import type { MonitorHub } from '../../monitoring/monitorHub';
import { isFiring } from '../../detection/health';
import type { Alert, Session } from '../../shared/state';
import { Owner } from '../disposables';

/** An alert whose rule wants evidence. */
export type CapturingAlert = Alert & Required<Pick<Alert, 'capture'>>;

/**
 * Has evidence taken as soon as an alert fires whose rule asks for it, once for each time that it fires. Alerts that fire
 * together wait for each other: evidence is taken one at a time, and none of it is to be lost for that.
 */
export class RuleCaptures extends Owner {
  private readonly seen = new Set<string>();
  private last: Promise<void> = Promise.resolve();

  /** `take` must not reject. */
  constructor(hub: Pick<MonitorHub, 'onUpdate'>, take: (session: Session, alert: CapturingAlert) => Promise<void>) {
    super();
    this.register({
      dispose: hub.onUpdate(({ session }) => {
        for (const alert of session.alerts) {
          const { id, capture } = alert;
          if (capture === undefined || !isFiring(alert) || this.seen.has(id)) continue;
          this.seen.add(id);
          this.last = this.last.then(() => take(session, { ...alert, capture }));
        }
      }),
    });
  }
}
