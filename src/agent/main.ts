import { AGENT_VARIABLE } from '../shared/agentFrames';
import { ApplicationMetrics } from './applicationMetrics';
import { Channels } from './channels';
import { natives } from './natives';
import { quietly } from './quietly';

/** The program's first moments belong to the program: what costs time to load comes later. */
const BODY_AFTER_MS = 150;

/** Where a program or library may speak without knowing of us: `{ type, name, value, attributes }`. */
const CHANNEL = 'process-monitor';

/** The name under which a program finds us. */
const GLOBAL = 'processMonitor';

quietly(install);

/**
 * Runs before the program's own code, in each of its threads and processes that inherit its environment. Leaves a way for
 * the program to count for itself, and begins to report a moment later. Without a host's folder it does nothing.
 */
function install(): void {
  const folder = process.env[AGENT_VARIABLE];
  if (folder === undefined || folder === '' || GLOBAL in globalThis) return;
  const application = new ApplicationMetrics();
  const close = offer(application);
  const timer = natives.setTimeout(() => {
    import('./reporter')
      .then(({ report }) => {
        report(folder, application, close);
      })
      .catch(close);
  }, BODY_AFTER_MS);
  timer.unref();
}

/** Opens the ways in for the program's own values; returns what ends them. */
function offer(application: ApplicationMetrics): () => void {
  const channels = new Channels();
  channels.on(CHANNEL, ({ type, name, value, attributes }: Readonly<Record<string, unknown>>) => {
    application.record(type, name, type === 'counter' ? (value ?? 1) : value, attributes);
  });
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
  return () => {
    channels.dispose();
    application.close();
  };
}
