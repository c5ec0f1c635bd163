import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { MARK_HEADER } from '../shared/agentFrames';
import { Channels } from './channels';
import { nowSeconds } from './natives';
import { Requests } from './requests';
import { TimedShare } from './timedShare';

interface ServerMessage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket & Readonly<Record<symbol, WaitingRequests | undefined>>;
}

/**
 * Counts the requests that this thread's HTTP servers answer, without those of the host itself; knows HTTP/1 only. What is
 * done for each request is kept to what must be: a server that does little itself would feel it.
 */
export class ServedRequests {
  private readonly requests = new Requests();
  private readonly timedShare = new TimedShare();
  private readonly channels = new Channels();
  /** Where a socket keeps its requests: found faster than in a WeakMap, and not enumerable. */
  private readonly waiting = Symbol('process-monitor');

  /**
   * `mark` is what the host's own requests carry, each of which has a connection of its own: it is looked for in the first
   * of a connection only. Undefined where they carry nothing.
   */
  constructor(mark: string | undefined) {
    this.channels.on('http.server.request.start', ({ request, socket }: ServerMessage) => {
      const waiting = socket[this.waiting];
      if (waiting === undefined && mark !== undefined && isMarked(request, mark)) {
        this.opened(socket).begin(UNCOUNTED, 0);
        return;
      }
      const weight = this.timedShare.next();
      (waiting ?? this.opened(socket)).begin(weight > 0 ? nowSeconds() : UNTIMED, weight);
      this.requests.begin();
    });
    this.channels.on('http.server.response.finish', ({ response, socket }: ServerMessage) => {
      const waiting = socket[this.waiting];
      if (waiting === undefined) return;
      const { startedAt, weight } = waiting;
      waiting.next();
      // One that began before us, or whose socket has closed, is counted already or not at all.
      if (startedAt === NONE || startedAt === UNCOUNTED) return;
      this.requests.answered(response.statusCode);
      if (weight > 0) this.requests.took(nowSeconds() - startedAt, weight);
    });
  }

  take(): ReturnType<Requests['take']> {
    this.timedShare.take();
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

/** Instead of the time at which a request began, all of them below zero: there is none. */
const NONE = -1;
/** It is not counted, and has its place among the others of its socket all the same. */
const UNCOUNTED = -2;
/** It is counted and not timed. */
const UNTIMED = -3;

/** `headers` would be made of these for each request, though the program may never ask for them. */
function isMarked({ rawHeaders }: IncomingMessage, mark: string): boolean {
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (rawHeaders[i] === MARK_HEADER) return rawHeaders[i + 1] === mark;
  }
  return false;
}

/** The requests of a socket that wait for their answer; they are answered in their order. */
class WaitingRequests {
  /** When the first began. A number at all times: in a field that may be undefined, each would be an object of its own. */
  startedAt = NONE;
  /** For how many it stands; 0 where it is not timed. */
  weight = 0;
  /** Start and weight of those behind it, by turns: there are none unless a client sends the next before its answer. */
  private later: number[] = [];

  begin(startedAt: number, weight: number): void {
    if (this.startedAt !== NONE) {
      this.later.push(startedAt, weight);
      return;
    }
    this.startedAt = startedAt;
    this.weight = weight;
  }

  /** The first is answered. */
  next(): void {
    this.startedAt = NONE;
    if (this.later.length === 0) return;
    const [startedAt = NONE, weight = 0] = this.later.splice(0, 2);
    this.begin(startedAt, weight);
  }

  /** The number of those that will not be answered. */
  giveUp(): number {
    const startedAt = [this.startedAt, ...this.later.filter((_, i) => i % 2 === 0)];
    this.startedAt = NONE;
    this.later = [];
    return startedAt.filter((one) => one !== NONE && one !== UNCOUNTED).length;
  }
}
