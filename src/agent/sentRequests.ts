import { Channels } from './channels';
import { nowSeconds } from './natives';
import { Requests } from './requests';

/** A request of `node:http`, or one of undici, which is behind `fetch`. */
interface ClientMessage {
  readonly request: object;
  readonly response?: { readonly statusCode?: number };
}

/**
 * Counts the requests that this thread sends with `node:http`, `node:https` and `fetch`, up to the head of their answer.
 * Node 18 does not tell which requests of `node:http` failed; they stay under way.
 */
export class SentRequests {
  private readonly requests = new Requests();
  private readonly channels = new Channels();
  private readonly startedAt = new WeakMap<object, number>();

  constructor() {
    for (const name of ['http.client.request.start', 'undici:request:create'])
      this.channels.on(name, ({ request }: ClientMessage) => {
        this.startedAt.set(request, nowSeconds());
        this.requests.begin();
      });
    for (const name of ['http.client.response.finish', 'undici:request:headers'])
      this.channels.on(name, ({ request, response }: ClientMessage) => {
        const seconds = this.end(request);
        if (seconds === undefined) return;
        this.requests.answered(response?.statusCode ?? 0);
        this.requests.took(seconds);
      });
    for (const name of ['http.client.request.error', 'undici:request:error'])
      this.channels.on(name, ({ request }: ClientMessage) => {
        if (this.end(request) !== undefined) this.requests.aborted();
      });
  }

  take(): ReturnType<Requests['take']> {
    return this.requests.take();
  }

  dispose(): void {
    this.channels.dispose();
  }

  /** How long the request took; undefined for one that has ended already or began before us. */
  private end(request: object): number | undefined {
    const startedAt = this.startedAt.get(request);
    this.startedAt.delete(request);
    return startedAt === undefined ? undefined : nowSeconds() - startedAt;
  }
}
