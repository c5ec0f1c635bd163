import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricFamily } from '../text/metricFamily';
import { OPENMETRICS_TYPE } from '../text/openMetrics';
import { PROMETHEUS_TYPE } from '../text/prometheusText';
import { acceptsGzip, formatFor } from './negotiation';
import { refusalOf } from './scrapeRequest';
import { sharedBodies } from './sharedBodies';

/** What the endpoint needs. */
export interface MetricsServerOptions {
  /** Where it listens; where that port is taken, at the next free one. */
  readonly port: number;
  /** What a request must carry as bearer token. */
  readonly token: string;
  /** The families as they are now; asked for once for all scrapes that come at the same time. */
  readonly families: () => readonly MetricFamily[];
  /** A request could not be answered; for a log. */
  onProblem(message: string): void;
  /** How long a client may take to ask and to take the answer, milliseconds. */
  readonly clientTimeoutMs?: number;
}

/** The endpoint that Prometheus scrapes. It listens on this machine's loopback address and nowhere else. */
export class MetricsServer {
  private constructor(
    private readonly server: Server,
    /** The port on which it listens. */
    readonly port: number,
  ) {}

  /** Starts listening. A port that cannot be had is an answer, not an error. */
  static async start(options: MetricsServerOptions): Promise<MetricsServer | PortProblem> {
    let problem: PortProblem | undefined;
    for (let port = options.port; port < options.port + PORTS_TRIED && port <= LAST_PORT; port++) {
      const server = serverFor(options);
      const failure = await listen(server, port);
      if (failure === undefined) return new MetricsServer(server, (server.address() as AddressInfo).port);
      problem = { kind: 'noPort', reason: failure };
      if (failure !== 'EADDRINUSE' && failure !== 'EACCES') break;
    }
    return problem ?? { kind: 'noPort', reason: 'ERR_SOCKET_BAD_PORT' };
  }

  /** Stops listening and ends all connections. */
  dispose(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** No port could be had; `reason` is the system's code of the last try. */
export interface PortProblem {
  readonly kind: 'noPort';
  readonly reason: string;
}

const LOOPBACK = '127.0.0.1';
const LAST_PORT = 65_535;
/** Windows of the editor listen on neighbouring ports. */
const PORTS_TRIED = 50;
const CLIENT_TIMEOUT_MS = 5_000;
/** More clients than this at once are turned away: a scraper or two is what it is there for. */
const MOST_CONNECTIONS = 32;
const MOST_HEADER_BYTES = 8 * 1024;

function serverFor(options: MetricsServerOptions): Server {
  const timeoutMs = options.clientTimeoutMs ?? CLIENT_TIMEOUT_MS;
  const bodyIn = sharedBodies(options.families);
  const server = createServer(
    {
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      connectionsCheckingInterval: Math.min(1_000, timeoutMs),
    },
    (request, response) => {
      const isTooSlow = setTimeout(() => request.socket.destroy(), timeoutMs);
      response.once('close', () => {
        clearTimeout(isTooSlow);
      });
      // A body is not read: nobody has a reason to send one.
      answer(request, response, options.token, bodyIn).catch((error: unknown) => {
        options.onProblem(`A scrape could not be answered: ${String(error)}`);
        response.destroy();
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  // A connection on which nothing moves: one that has not asked, or does not take its answer.
  server.timeout = timeoutMs;
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  bodyIn: ReturnType<typeof sharedBodies>,
): Promise<void> {
  const { headers } = request;
  const common = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
  const refusal = refusalOf(request, { port: request.socket.localPort ?? NaN, token });
  if (refusal !== undefined) {
    const plain = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
    response.writeHead(refusal.status, { ...common, ...plain, ...refusal.headers });
    response.end(`${refusal.message}\n`);
    return;
  }
  const format = formatFor(headers.accept);
  const encoding = headers['accept-encoding'];
  const isGzip = acceptsGzip(Array.isArray(encoding) ? encoding.join(',') : encoding);
  const body = await bodyIn(format, isGzip);
  response.writeHead(200, {
    ...common,
    'Content-Type': format === 'openMetrics' ? OPENMETRICS_TYPE : PROMETHEUS_TYPE,
    'Content-Length': body.length,
    Vary: 'Accept, Accept-Encoding',
    ...(isGzip ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Resolves to the system's code of what went wrong; to undefined once the server listens. */
function listen(server: Server, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      resolve(undefined);
    });
  });
}
