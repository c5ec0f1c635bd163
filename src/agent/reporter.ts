import type { ApplicationMetrics } from './applicationMetrics';
import { openLink, type Ending } from './link';
import { Measurements } from './measurements';
import { natives } from './natives';
import { quietly } from './quietly';

/** With a reload of its window a host goes and comes back in the same folder. It is looked for so often: five minutes. */
const MOST_ATTEMPTS = 100;
const ATTEMPT_EVERY_MS = 3_000;

/**
 * Reports this thread to the host that listens in a folder, once a second, as long as that host takes it. Nothing is
 * measured while there is none. `onEnd` is called when it does not come back, and when there never was one.
 */
export function report(folder: string, application: ApplicationMetrics, onEnd: () => void): void {
  let attemptsLeft = MOST_ATTEMPTS;
  let wasTaken = false;
  const attempt = (): void => {
    let measurements: Measurements | undefined;
    openLink(folder, {
      onReady: (link) => {
        measurements = new Measurements(link, application);
      },
      onAnswer: (isWatched) => {
        wasTaken = true;
        measurements?.watch(isWatched);
      },
      onEnd: (ending: Ending) => {
        quietly(() => measurements?.dispose());
        attemptsLeft -= 1;
        if (ending === 'given up' || !wasTaken || attemptsLeft === 0) onEnd();
        else natives.setTimeout(() => quietly(attempt), ATTEMPT_EVERY_MS).unref();
      },
    });
  };
  attempt();
}
