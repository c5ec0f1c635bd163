import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  ANSWER,
  PING,
  REQUEST,
  WATCHED_ANSWER,
  type CapturedFrame,
  type CaptureRequest,
  type HelloFrame,
  type IncidentFrame,
  type TickFrame,
} from '../shared/agentFrames';
import type { Clock } from '../shared/clock';
import { decodeFrame } from './decodeFrame';
import { splitFrames } from './splitFrames';

/** Who is told what one thread of a program says. */
export interface ThreadListener {
  onTick(frame: TickFrame): void;
  onIncident(frame: IncidentFrame): void;
  /** It has answered a ping. */
  onPong(): void;
  /** It has taken what it was asked for, or could not. */
  onCaptured(frame: CapturedFrame): void;
  /** The thread has ended, or its connection. */
  onClosed(): void;
}

/** What one thread of a program can be asked. */
export interface ThreadQuestions {
  /** It answers by a pong. */
  ping(): void;
  /** It answers once it has written the file, or failed. */
  capture(request: CaptureRequest): void;
}

/** What a connection needs of the rest. */
export interface AgentConnectionPorts {
  readonly clock: Clock;
  /** Whether a person looks at the values now. */
  isWatched(): boolean;
  /** Opens the way for a thread that has shown the token. */
  onThread(hello: HelloFrame, questions: ThreadQuestions): ThreadListener;
}

/** The token must come within so long. */
const HELLO_WITHIN_MS = 2_000;

/** A second has room for so many frames; who sends more has to wait. */
const FRAMES_A_SECOND = 20;

/**
 * One connection, from its first byte on. Whatever is wrong with what comes in ends it: a wrong token, a line that is
 * too long or no frame. Answers each frame, by which an honest agent paces itself; another is not read faster than that.
 */
export class AgentConnection {
  private rest: Buffer = Buffer.alloc(0);
  private listener: ThreadListener | undefined;
  private framesLeft = FRAMES_A_SECOND;
  private cancelRefill: (() => void) | undefined;
  private readonly cancelHello: () => void;

  constructor(
    private readonly socket: Socket,
    private readonly token: string,
    private readonly ports: AgentConnectionPorts,
  ) {
    this.cancelHello = ports.clock.schedule(HELLO_WITHIN_MS, () => {
      this.dispose();
    });
    socket.on('error', () => {
      this.dispose();
    });
    socket.on('data', (chunk: Buffer) => {
      this.takeIn(chunk);
    });
    socket.once('close', () => {
      this.cancelHello();
      this.cancelRefill?.();
      this.listener?.onClosed();
    });
  }

  dispose(): void {
    this.socket.destroy();
  }

  private takeIn(chunk: Buffer): void {
    const { lines, rest, isTooLong } = splitFrames(this.rest, chunk);
    this.rest = rest;
    for (const line of lines) {
      if (this.socket.destroyed) return;
      this.pace();
      if (this.handle(line)) this.socket.write(this.ports.isWatched() ? WATCHED_ANSWER : ANSWER);
      else this.dispose();
    }
    if (isTooLong) this.dispose();
  }

  /** Returns whether the frame is in order. */
  private handle(line: string): boolean {
    const frame = decodeFrame(line);
    switch (frame?.kind) {
      case undefined:
        return false;
      case 'hello':
        if (this.listener !== undefined || !this.isToken(frame.token)) return false;
        this.cancelHello();
        this.listener = this.ports.onThread(frame, {
          ping: () => this.socket.write(PING),
          capture: (request) => this.socket.write(`${REQUEST}${JSON.stringify(request)}\n`),
        });
        return true;
      case 'tick':
        this.listener?.onTick(frame);
        return this.listener !== undefined;
      case 'incident':
        this.listener?.onIncident(frame);
        return this.listener !== undefined;
      case 'pong':
        this.listener?.onPong();
        return this.listener !== undefined;
      case 'captured':
        this.listener?.onCaptured(frame);
        return this.listener !== undefined;
    }
  }

  private isToken(given: string): boolean {
    const [a, b] = [Buffer.from(given), Buffer.from(this.token)];
    return a.length === b.length && timingSafeEqual(a, b);
  }

  /** Stops reading when a second's frames are used up; the kernel then holds the sender up. */
  private pace(): void {
    this.framesLeft -= 1;
    this.cancelRefill ??= this.ports.clock.schedule(1_000, () => {
      this.framesLeft = FRAMES_A_SECOND;
      this.cancelRefill = undefined;
      this.socket.resume();
    });
    if (this.framesLeft <= 0) this.socket.pause();
  }
}
