import { ApplicationMetrics } from './applicationMetrics';
import { Channels } from './channels';
import { natives } from './natives';

/** Whether the agent came in, or something of ours was there already. */
export type Entry = 'entered' | 'present';

/** The program's first moments belong to the program: what costs time to load comes later. */
const BODY_AFTER_MS = 150;

/** Where a program or library may speak without knowing of us: `{ type, name, value, attributes }`. */
const CHANNEL = 'process-monitor';

/** The name under which a program finds us. */
const GLOBAL = 'processMonitor';

/** What one thread of a program has of us: a way to count for itself, and reports to one host at a time. */
export class Agent {
  private readonly application = new ApplicationMetrics();
  private readonly channels = new Channels();
  private isOffered = false;
  private isReporting = false;

  /** Opens the way at once and begins to report a moment later, until the host is gone for good. */
  enter(folder: string): Entry {
    if (this.isReporting || (!this.isOffered && GLOBAL in globalThis)) return 'present';
    this.isReporting = true;
    this.open();
    const end = (): void => {
      this.isReporting = false;
      this.channels.dispose();
      this.application.close();
    };
    const timer = natives.setTimeout(() => {
      import('./reporter')
        .then(({ report }) => {
          report(folder, this.application, end);
        })
        .catch(end);
    }, BODY_AFTER_MS);
    timer.unref();
    return 'entered';
  }

  private open(): void {
    const { application } = this;
    application.open();
    this.channels.on(CHANNEL, ({ type, name, value, attributes }: Readonly<Record<string, unknown>>) => {
      application.record(type, name, type === 'counter' ? (value ?? 1) : value, attributes);
    });
    if (this.isOffered) return;
    this.isOffered = true;
    const offered = {
      counter: (name: unknown, value: unknown = 1, attributes?: unknown): void => {
        application.record('counter', name, value, attributes);
      },
      gauge: (name: unknown, value: unknown, attributes?: unknown): void => {
        application.record('gauge', name, value, attributes);
      },
      histogram: (name: unknown, value: unknown, attributes?: unknown): void => {
        application.record('histogram', name, value, attributes);
      },
    };
    // Not enumerable: test runners that look for leaked globals list those only.
    Object.defineProperty(globalThis, GLOBAL, { value: Object.freeze(offered), configurable: true, writable: true });
  }
}
