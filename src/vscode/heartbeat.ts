import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import { Owner } from './disposables';

const BEAT_MS = 1_000;

/** Tells the hub every second that time passes, as long as a session runs: stalls and toasts do not wait for samples. */
export class Heartbeat extends Owner {
  private cancel: (() => void) | undefined;

  constructor(
    private readonly hub: MonitorHub,
    private readonly clock: Clock,
  ) {
    super();
    this.register({
      dispose: hub.onUpdate(() => {
        this.cancel ??= this.next();
      }),
    });
    this.register({ dispose: () => this.cancel?.() });
  }

  private next(): () => void {
    return this.clock.schedule(BEAT_MS, () => {
      const isNeeded = this.hub.tick(this.clock.nowMs(), this.clock.wallMs());
      this.cancel = isNeeded ? this.next() : undefined;
    });
  }
}
