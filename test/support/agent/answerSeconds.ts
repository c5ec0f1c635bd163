import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
/** With these bytes each answer of test/fixtures/programs/hello.js ends. */
const END = Buffer.from('Hello, world');

/**
 * How long a server takes to answer so many requests, in seconds. Each connection sends its next request when the last
 * one is answered; all of them are open and used once before the clock starts. It does as little as can be: a load
 * generator that parses answers is slower than the server, and would hide what slows that down.
 */
export async function answerSeconds(port: number, connections: number, amount: number): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  try {
    const startMs = performance.now();
    let left = amount;
    const takeOne = (): boolean => left-- > 0;
    await Promise.all(sockets.map((socket) => askWhile(socket, takeOne)));
    return (performance.now() - startMs) / 1e3;
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

/** A connection over which one request has been answered well. */
async function opened(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.write(REQUEST);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString('latin1').startsWith('HTTP/1.1 200 ')) throw new Error(`The server answered ${String(answer)}`);
  return socket;
}

/** Asks one after the other for as long as there is something to ask. */
function askWhile(socket: Socket, hasNext: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const ask = (): void => {
      if (hasNext()) socket.write(REQUEST);
      else resolve();
    };
    socket.on('data', (data: Buffer) => {
      if (data.subarray(-END.length).equals(END)) ask();
    });
    socket.once('error', reject).once('close', () => {
      reject(new Error('the server has closed a connection'));
    });
    ask();
  });
}
