import type { MonitorHub } from '../../monitoring/monitorHub';
import { isFiring } from '../../detection/health';
import type { Alert, Session } from '../../shared/state';
import { Owner } from '../disposables';

/** Has evidence taken as soon as an alert fires whose rule asks for it, once for each time that it fires. */
export class RuleCaptures extends Owner {
  private readonly seen = new Set<string>();

  constructor(hub: MonitorHub, onDue: (session: Session, alert: Alert & Required<Pick<Alert, 'capture'>>) => void) {
    super();
    this.register({
      dispose: hub.onUpdate(({ session }) => {
        for (const alert of session.alerts) {
          const { id, capture } = alert;
          if (capture === undefined || !isFiring(alert) || this.seen.has(id)) continue;
          this.seen.add(id);
          onDue(session, { ...alert, capture });
        }
      }),
    });
  }
}
