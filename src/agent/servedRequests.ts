import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Channels } from './channels';
import { nowSeconds } from './natives';
import { Requests } from './requests';

interface ServerMessage {
  readonly response: ServerResponse;
  readonly socket: Socket;
}

/**
 * Counts the requests that this thread's HTTP servers answer; knows HTTP/1 only. What is done for each request is kept to
 * what must be: a server that does little itself would feel it.
 */
export class ServedRequests {
  private readonly requests = new Requests();
  private readonly channels = new Channels();
  /** When the requests began that wait for their answer, by socket: there they are answered in their order. */
  private readonly waiting = new WeakMap<Socket, number[]>();

  constructor() {
    this.channels.on('http.server.request.start', ({ socket }: ServerMessage) => {
      (this.waiting.get(socket) ?? this.opened(socket)).push(nowSeconds());
      this.requests.begin();
    });
    this.channels.on('http.server.response.finish', ({ response, socket }: ServerMessage) => {
      const startedAt = this.waiting.get(socket)?.shift();
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
  private opened(socket: Socket): number[] {
    const waiting: number[] = [];
    this.waiting.set(socket, waiting);
    socket.once('close', () => {
      this.requests.aborted(waiting.splice(0).length);
    });
    return waiting;
  }
}
