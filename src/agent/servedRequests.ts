import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Channels } from './channels';
import { nowSeconds } from './natives';
import { Requests } from './requests';

interface ServerMessage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
}

/** Counts the requests that this thread's HTTP servers answer; knows HTTP/1 only. */
export class ServedRequests {
  private readonly requests = new Requests();
  private readonly channels = new Channels();
  private readonly startedAt = new WeakMap<IncomingMessage, number>();
  /** How many requests wait for their answer on a socket: one listener a socket, since each costs. */
  private readonly waiting = new WeakMap<Socket, number>();

  constructor() {
    this.channels.on('http.server.request.start', ({ request, socket }: ServerMessage) => {
      this.startedAt.set(request, nowSeconds());
      this.requests.begin();
      if (!this.waiting.has(socket))
        socket.once('close', () => {
          this.closed(socket);
        });
      this.waiting.set(socket, (this.waiting.get(socket) ?? 0) + 1);
    });
    this.channels.on('http.server.response.finish', ({ request, response, socket }: ServerMessage) => {
      const startedAt = this.startedAt.get(request);
      const waiting = this.waiting.get(socket) ?? 0;
      // One that began before us, or whose socket has closed, is counted already or not at all.
      if (startedAt === undefined || waiting === 0) return;
      this.startedAt.delete(request);
      this.waiting.set(socket, waiting - 1);
      this.requests.answered(response.statusCode, nowSeconds() - startedAt);
    });
  }

  take(): ReturnType<Requests['take']> {
    return this.requests.take();
  }

  dispose(): void {
    this.channels.dispose();
  }

  private closed(socket: Socket): void {
    this.requests.aborted(this.waiting.get(socket) ?? 0);
    this.waiting.set(socket, 0);
  }
}
