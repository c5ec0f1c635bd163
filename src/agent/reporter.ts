import type { TickFrame } from '../shared/agentFrames';
import type { ApplicationMetrics } from './applicationMetrics';
import { EventLoop } from './eventLoop';
import { GarbageCollections } from './garbageCollections';
import { Incidents } from './incidents';
import { Link } from './link';
import { memoryFigures } from './memory';
import { natives } from './natives';
import { quietly } from './quietly';
import { Resources } from './resources';
import { SentRequests } from './sentRequests';
import { ServedRequests } from './servedRequests';

const TICK_MS = 1_000;

/**
 * Reports this thread to the host that listens in a folder, once a second, as long as that host takes it. Nothing is
 * measured before the host is there, and nothing any more once it is gone: `onEnd` is called then, also when there never
 * was one.
 */
export function report(folder: string, application: ApplicationMetrics, onEnd: () => void): void {
  let stop = (): void => undefined;
  const end = (): void => {
    quietly(stop);
    onEnd();
  };
  const link = new Link(
    folder,
    () => {
      stop = measure(link, application);
    },
    end,
  );
}

/** Starts all measurements and the ticks; returns what ends them. */
function measure(link: Link, application: ApplicationMetrics): () => void {
  const eventLoop = new EventLoop();
  const garbage = new GarbageCollections();
  const resources = new Resources();
  const served = new ServedRequests();
  const sent = new SentRequests();
  const incidents = new Incidents((frame) => link.send(frame));
  let lost = 0;
  const tick = (): void => {
    if (!link.isFree()) return;
    const counts = resources.take();
    const servedNow = served.take();
    const sentNow = sent.take();
    const frame: TickFrame = {
      kind: 'tick',
      ...eventLoop.take(),
      memory: memoryFigures(),
      gc: garbage.take(),
      ...(counts === undefined ? {} : { resources: counts }),
      ...(servedNow === undefined ? {} : { served: servedNow }),
      ...(sentNow === undefined ? {} : { sent: sentNow }),
      application: application.take(),
      dropped: application.takeDropped() + lost,
    };
    lost = link.send(frame) ? 0 : frame.dropped + frame.application.length;
  };
  const timer = natives.setInterval(() => quietly(tick), TICK_MS);
  timer.unref();
  return () => {
    natives.clearInterval(timer);
    for (const part of [eventLoop, garbage, served, sent, incidents]) part.dispose();
  };
}
