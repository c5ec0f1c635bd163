import type { DebugProtocol } from '@vscode/debugprotocol';

/** A message to the editor. */
export type OutgoingMessage = DebugProtocol.Request | DebugProtocol.Response | DebugProtocol.Event;

/** What of a request its answer repeats. */
interface Answered {
  readonly seq: number;
  readonly command: string;
}

interface Pending {
  resolve(): void;
  reject(reason: Error): void;
}

/** Numbers what an adapter says, and keeps the requests to which the editor owes an answer. */
export class Outbox {
  private seq = 0;
  private readonly pending = new Map<number, Pending>();

  constructor(private readonly send: (message: OutgoingMessage) => void) {}

  /** Answers a request. */
  respond({ seq, command }: Answered, body?: object): void {
    this.post({ type: 'response', request_seq: seq, command, success: true, ...(body === undefined ? {} : { body }) });
  }

  /** Refuses a request with a text that is shown to people. */
  fail({ seq, command }: Answered, text: string): void {
    const error = { id: 1, format: '{text}', variables: { text }, showUser: true };
    this.post({ type: 'response', request_seq: seq, command, success: false, message: text, body: { error } });
  }

  event(event: string, body?: object): void {
    this.post({ type: 'event', event, ...(body === undefined ? {} : { body }) });
  }

  /** Asks the editor; resolves when it has done so, rejects with its reason when it refuses. */
  request(command: string, args: object): Promise<void> {
    return new Promise((resolve, reject) => {
      // Before it is sent: the answer may come at once.
      this.pending.set(this.seq + 1, { resolve, reject });
      this.post({ type: 'request', command, arguments: args });
    });
  }

  /** Takes the editor's answer to a request of ours; one to nothing is passed over. */
  settle(response: {
    readonly request_seq: number;
    readonly success: boolean;
    readonly message?: string | undefined;
  }): void {
    const pending = this.pending.get(response.request_seq);
    this.pending.delete(response.request_seq);
    if (response.success) pending?.resolve();
    else pending?.reject(new Error(response.message ?? 'the editor refused'));
  }

  private post(message: Omit<DebugProtocol.ProtocolMessage, 'seq'> & Record<string, unknown>): void {
    this.seq += 1;
    this.send({ ...message, seq: this.seq } as OutgoingMessage);
  }
}
