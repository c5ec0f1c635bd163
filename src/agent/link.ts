import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { threadId } from 'node:worker_threads';
import {
  MARK_FILE,
  MAX_FRAME_BYTES,
  PROTOCOL_VERSION,
  socketPathOf,
  TOKEN_FILE,
  type AgentFrame,
} from '../shared/agentFrames';
import { onCaptureRequest } from './captureRequests';
import { HostStream } from './hostStream';
import { natives } from './natives';
import { quietly } from './quietly';

/** A socket that takes nothing is given up after so many ticks, for its pending write would keep the program alive. */
const MOST_STUCK_TICKS = 2;
/** A host that does not answer is busy, and only that: it gets longer. */
const MOST_UNANSWERED_TICKS = 30;

/** Why a connection has ended: there is no host or it went away, or we did not wait for it any longer. */
export type Ending = 'gone' | 'given up';

/** Who is told what becomes of a connection. */
export interface LinkListener {
  /** Frames can be sent from now on. */
  onReady(link: Link): void;
  /** The host has taken a frame; `isWatched`: a person looks at the values now. */
  onAnswer(isWatched: boolean): void;
  onEnd(ending: Ending): void;
}

/** Connects to the host that listens in a folder; `onEnd` is called where there is none. */
export function openLink(folder: string, listener: LinkListener): void {
  if (quietly(() => new Link(folder, listener)) === undefined) listener.onEnd('gone');
}

/** The connection to the host. It keeps nothing alive, and ends for good at the first trouble. */
export class Link {
  private readonly socket: Socket;
  private ending: Ending = 'gone';
  private unanswered = 0;
  private stuckTicks = 0;
  private unansweredTicks = 0;
  private readonly stream = new HostStream();
  /** What the host's own requests carry; undefined for a host that marks none. */
  readonly mark: string | undefined;

  /** Throws when there is no host's folder. */
  constructor(
    private readonly folder: string,
    listener: LinkListener,
  ) {
    const token = readFileSync(`${folder}/${TOKEN_FILE}`, 'utf8');
    this.mark = quietly(() => readFileSync(`${folder}/${MARK_FILE}`, 'utf8'));
    this.socket = connect(socketPathOf(folder, process.platform));
    this.socket.unref();
    this.socket.on('error', () => {
      this.socket.destroy();
    });
    this.socket.once('close', () => {
      quietly(() => {
        listener.onEnd(this.ending);
      });
    });
    this.socket.on('data', (answers: Buffer) => {
      quietly(() => {
        this.takeIn(answers, listener);
      });
    });
    this.socket.once('connect', () => {
      const isReady = quietly(() => {
        const { pid } = process;
        const uptimeSeconds = process.uptime();
        this.send({ kind: 'hello', version: PROTOCOL_VERSION, token, pid, threadId, uptimeSeconds });
        listener.onReady(this);
        return true;
      });
      if (isReady !== true) this.giveUp();
    });
  }

  /** Whether a tick may be sent now. To be asked once a tick: a link that is never free ends itself. */
  isFree(): boolean {
    this.stuckTicks = this.socket.writableLength > 0 ? this.stuckTicks + 1 : 0;
    this.unansweredTicks = this.unanswered > 0 ? this.unansweredTicks + 1 : 0;
    if (this.stuckTicks >= MOST_STUCK_TICKS || this.unansweredTicks >= MOST_UNANSWERED_TICKS) this.giveUp();
    return this.stuckTicks === 0 && this.unansweredTicks === 0;
  }

  /** Sends a frame; returns false for one that was dropped because it is too large or the socket is not drained. */
  send(frame: AgentFrame): boolean {
    return this.socket.writableLength === 0 && this.write(frame);
  }

  private takeIn(bytes: Buffer, listener: LinkListener): void {
    const { answers, isWatched, isPinged, requests } = this.stream.takeIn(bytes);
    this.unanswered = Math.max(0, this.unanswered - answers);
    // However many pings have waited for the event loop, it has come round once.
    if (isPinged) this.send({ kind: 'pong' });
    if (isWatched !== undefined) listener.onAnswer(isWatched);
    for (const request of requests) {
      // The host waits for this one, and it is small: it is not dropped.
      onCaptureRequest(this.folder, request, (frame) => this.write(frame));
    }
  }

  private write(frame: AgentFrame): boolean {
    const line = `${natives.stringify(frame)}\n`;
    if (this.socket.destroyed || Buffer.byteLength(line) > MAX_FRAME_BYTES) return false;
    this.unanswered += 1;
    this.socket.write(line);
    return true;
  }

  private giveUp(): void {
    this.ending = 'given up';
    this.socket.destroy();
  }
}
