import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Channels } from './channels';
import { nowSeconds } from './natives';
import { Requests } from './requests';

interface ServerMessage {
  readonly response: ServerResponse;
  readonly socket: Socket & Readonly<Record<symbol, WaitingRequests | undefined>>;
}

/**
 * Counts the requests that this thread's HTTP servers answer; knows HTTP/1 only. What is done for each request is kept to
 * what must be: a server that does little itself would feel it.
 */
export class ServedRequests {
  private readonly requests = new Requests();
  private readonly channels = new Channels();
  /** Where a socket keeps its requests: found faster than in a WeakMap, and not enumerable. */
  private readonly waiting = Symbol('process-monitor');

  constructor() {
    this.channels.on('http.server.request.start', ({ socket }: ServerMessage) => {
      (socket[this.waiting] ?? this.opened(socket)).begin(nowSeconds());
      this.requests.begin();
    });
    this.channels.on('http.server.response.finish', ({ response, socket }: ServerMessage) => {
      const startedAt = socket[this.waiting]?.next();
      // One that began before us, or whose socket has closed, is counted already or not at all.
      if (startedAt !== undefined) this.requests.answered(response.statusCode, nowSeconds() - startedAt);
    });
  }

  take(): ReturnType<Requests['take']> {
    return this.requests.take();
  }

  dispose(): void {
    this.channels.dispose();
  }

  /** One listener a socket, not a request. */
  private opened(socket: Socket): WaitingRequests {
    const value = new WaitingRequests();
    Object.defineProperty(socket, this.waiting, { value });
    socket.once('close', () => {
      this.requests.aborted(value.giveUp());
    });
    return value;
  }
}

/** When the requests of a socket began that wait for their answer; they are answered in their order. */
class WaitingRequests {
  private first: number | undefined;
  /** Those behind the first: there are none unless a client sends the next before it has an answer. */
  private readonly later: number[] = [];

  begin(atSeconds: number): void {
    if (this.first === undefined) this.first = atSeconds;
    else this.later.push(atSeconds);
  }

  /** When the request began that is answered now. */
  next(): number | undefined {
    const { first } = this;
    this.first = this.later.length === 0 ? undefined : this.later.shift();
    return first;
  }

  /** The number of those that will not be answered. */
  giveUp(): number {
    const count = (this.first === undefined ? 0 : 1) + this.later.length;
    this.first = undefined;
    this.later.length = 0;
    return count;
  }
}
