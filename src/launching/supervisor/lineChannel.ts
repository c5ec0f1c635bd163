import type { Duplex } from 'node:stream';

/** A longer line comes from nobody we know: the environment of a program fits. */
const MAX_LINE_LENGTH = 4 * 1024 * 1024;

/** Sends and receives values as lines of JSON over a pipe or socket. It does not own the stream. */
export class LineChannel {
  private received = '';

  /** `onEnd` is called once, when the other side has gone, however that came about. */
  constructor(
    private readonly stream: Duplex,
    private readonly onValue: (value: unknown) => void,
    onEnd: () => void,
  ) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      this.take(chunk);
    });
    // Without a listener a broken pipe would be an exception; 'close' follows.
    stream.on('error', () => undefined);
    stream.once('end', () => stream.end());
    stream.once('close', onEnd);
  }

  /** Sends a value; without effect once the other side has gone. */
  send(value: unknown): void {
    if (this.stream.writable) this.stream.write(`${JSON.stringify(value)}\n`);
  }

  private take(chunk: string): void {
    const lines = (this.received + chunk).split('\n');
    this.received = lines.pop() ?? '';
    if (this.received.length > MAX_LINE_LENGTH) this.stream.destroy();
    for (const line of lines) this.onValue(parse(line));
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
