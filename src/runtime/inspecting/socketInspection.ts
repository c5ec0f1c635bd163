import * as v from 'valibot';
import WebSocket from 'ws';
import type { Inspection } from '../../inspecting/inspection';

/** So long nothing may be said to a question: V8 stands still while it writes a snapshot. */
const ANSWER_WITHIN_MS = 180_000;

/** So long a connection may take. */
const OPEN_WITHIN_MS = 5_000;

/** The longest text that V8 could have written. */
const MAX_MESSAGE_BYTES = 2 ** 29;

/** Where an inspector speaks the Chrome DevTools Protocol. */
export interface InspectorAddress {
  readonly host: string;
  readonly port: number;
  /** From its slash on. */
  readonly path: string;
}

/** An inspection that holds a connection. */
export interface OpenInspection extends Inspection {
  close(): void;
}

/**
 * Connects to the inspector of one thread, be it Node's own or what js-debug shares of its own. Rejects where nobody
 * listens.
 */
export async function openInspection({ host, port, path }: InspectorAddress): Promise<OpenInspection> {
  const name = host.includes(':') ? `[${host}]` : host;
  const socket = new WebSocket(`ws://${name}:${port}${path}`, {
    handshakeTimeout: OPEN_WITHIN_MS,
    maxPayload: MAX_MESSAGE_BYTES,
    // Both ends are on this machine.
    perMessageDeflate: false,
  });
  const inspection = new SocketInspection(socket);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return inspection;
}

class SocketInspection implements OpenInspection {
  private readonly waiting = new Map<number, (answer: Message) => void>();
  private readonly listeners = new Map<string, (params: Readonly<Record<string, unknown>>) => void>();
  private lastId = 0;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      const parsed = v.safeParse(message, parseJson(data));
      if (parsed.success) this.takeIn(parsed.output);
    });
    // Whoever asks is told by the close that follows.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      for (const answer of this.waiting.values()) answer({ error: { message: 'its debugger has let go of it' } });
    });
  }

  async ask(method: string, params: object = {}): Promise<unknown> {
    if (this.socket.readyState !== WebSocket.OPEN) throw new Error('its debugger has let go of it');
    this.lastId += 1;
    const id = this.lastId;
    const { result, error } = await new Promise<Message>((resolve) => {
      const timer = setTimeout(resolve, ANSWER_WITHIN_MS, { error: { message: 'its debugger does not answer' } });
      this.waiting.set(id, (answer) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer);
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
    if (error !== undefined) throw new Error(error.message);
    return result;
  }

  on(method: string, listen: (params: Readonly<Record<string, unknown>>) => void): void {
    this.listeners.set(method, listen);
    // js-debug tells of nothing that was not asked for (its CDP_SHARE.md); an inspector tells everything, and refuses.
    this.ask('JsDebug.subscribe', { events: [method] }).catch(() => undefined);
  }

  close(): void {
    this.socket.terminate();
  }

  private takeIn(told: Message): void {
    if (told.id !== undefined) this.waiting.get(told.id)?.(told);
    else this.listeners.get(told.method ?? '')?.(told.params ?? {});
  }
}

/** The answer to a question, or something that happened. */
const message = v.object({
  id: v.exactOptional(v.number()),
  result: v.exactOptional(v.unknown()),
  error: v.exactOptional(v.object({ message: v.string() })),
  method: v.exactOptional(v.string()),
  params: v.exactOptional(v.record(v.string(), v.unknown())),
});

type Message = v.InferOutput<typeof message>;

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}
