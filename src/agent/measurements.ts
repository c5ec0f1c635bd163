import type { TickFrame } from '../shared/agentFrames';
import type { ApplicationMetrics } from './applicationMetrics';
import { CpuTime } from './cpuTime';
import { EventLoop } from './eventLoop';
import { GarbageCollections } from './garbageCollections';
import { Incidents } from './incidents';
import type { Link } from './link';
import { memoryFigures } from './memory';
import { natives } from './natives';
import { quietly } from './quietly';
import { Resources } from './resources';
import { SentRequests } from './sentRequests';
import { ServedRequests } from './servedRequests';

const TICK_MS = 1_000;

/** Everything that is measured while a host listens, and the ticks that tell it. */
export class Measurements {
  private readonly eventLoop = new EventLoop();
  private readonly garbage: GarbageCollections;
  private readonly resources = new Resources();
  private readonly cpuTime = new CpuTime();
  private readonly served: ServedRequests;
  private readonly sent = new SentRequests();
  private readonly incidents: Incidents;
  private readonly timer: NodeJS.Timeout;
  /** What was taken from the program and did not get through. */
  private lost = 0;

  constructor(
    private readonly link: Link,
    private readonly application: ApplicationMetrics,
  ) {
    this.served = new ServedRequests(link.mark);
    this.garbage = new GarbageCollections((text) => link.send({ kind: 'incident', incident: 'gc', text }));
    this.incidents = new Incidents((frame) => link.send(frame));
    this.timer = natives.setInterval(() => {
      quietly(() => {
        this.tick();
      });
    }, TICK_MS);
    this.timer.unref();
  }

  /** Looks more closely while a person looks at the values. */
  watch(isWatched: boolean): void {
    this.eventLoop.watch(isWatched);
  }

  dispose(): void {
    natives.clearInterval(this.timer);
    for (const part of [this.eventLoop, this.garbage, this.served, this.sent, this.incidents]) part.dispose();
  }

  private tick(): void {
    if (!this.link.isFree()) return;
    const frame = this.take();
    // What the program names may make a frame too large; the rest must not be lost with it.
    const told = frame.application.length;
    if (this.link.send(frame)) this.lost = 0;
    else
      this.lost = this.link.send({ ...frame, application: [], dropped: frame.dropped + told })
        ? 0
        : frame.dropped + told;
  }

  private take(): TickFrame {
    const resources = this.resources.take();
    const served = this.served.take();
    const sent = this.sent.take();
    const cpuSeconds = this.cpuTime.take();
    return {
      kind: 'tick',
      ...this.eventLoop.take(),
      memory: memoryFigures(),
      gc: this.garbage.take(),
      ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
      ...(resources === undefined ? {} : { resources }),
      ...(served === undefined ? {} : { served }),
      ...(sent === undefined ? {} : { sent }),
      application: this.application.take(),
      dropped: this.application.takeDropped() + this.lost,
    };
  }
}
