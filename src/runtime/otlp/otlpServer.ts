import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { admit } from './exportRequest';
import type { MetricsRequest } from './metricsRequest';
import { readBody } from './readBody';

/** What the receiver needs of the rest. */
export interface OtlpServerPorts {
  isKnown(token: string): boolean;
  /** Undefined for what is no request of OTLP. Never throws. */
  decode(body: Buffer, encoding: 'protobuf' | 'json'): MetricsRequest | undefined;
  onRequest(token: string, request: MetricsRequest): void;
  /** A request could not be answered; for a log. */
  onProblem(message: string): void;
  /** How long a program may take to ask, milliseconds. */
  readonly clientTimeoutMs?: number;
}

const LOOPBACK = '127.0.0.1';
const CLIENT_TIMEOUT_MS = 5_000;
const MOST_CONNECTIONS = 64;
const MOST_HEADER_BYTES = 8 * 1024;
const MOST_BODY_BYTES = 4 * 1_048_576;

/** Takes metrics by OTLP over HTTP, on this machine's loopback address and nowhere else. It keeps no process alive. */
export class OtlpServer {
  private constructor(
    private readonly server: Server,
    /** The port on which it listens. */
    readonly port: number,
  ) {}

  /** Rejects when no port can be had. */
  static async start(ports: OtlpServerPorts): Promise<OtlpServer> {
    const timeoutMs = ports.clientTimeoutMs ?? CLIENT_TIMEOUT_MS;
    const limits = {
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      connectionsCheckingInterval: Math.min(1_000, timeoutMs),
    };
    const server = createServer(limits, (request, response) => {
      answer(request, response, ports).catch((error: unknown) => {
        // A program that goes away in the middle of its request is no news.
        if (!request.destroyed) ports.onProblem(`Metrics could not be taken: ${String(error)}`);
        response.destroy();
      });
    });
    server.maxConnections = MOST_CONNECTIONS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, LOOPBACK, resolve);
    });
    server.unref();
    return new OtlpServer(server, (server.address() as AddressInfo).port);
  }

  dispose(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, ports: OtlpServerPorts): Promise<void> {
  const admission = admit(request, request.socket.localPort ?? NaN, (token) => ports.isKnown(token));
  if (admission.kind === 'refused') {
    refuse(response, admission.status, admission.message);
    return;
  }
  const body = await readBody(request, MOST_BODY_BYTES);
  if (body.kind === 'refused') {
    refuse(response, body.status, `A request may have ${MOST_BODY_BYTES} bytes, packed by gzip or not at all.`);
    return;
  }
  const decoded = ports.decode(body.bytes, admission.encoding);
  if (decoded === undefined) {
    refuse(response, 400, 'This is no export request of OTLP 1.x for metrics.');
    return;
  }
  ports.onRequest(admission.token, decoded);
  // An empty message says that all was taken, in both encodings.
  const type = admission.encoding === 'json' ? 'application/json' : 'application/x-protobuf';
  response.writeHead(200, { 'Content-Type': type }).end(admission.encoding === 'json' ? '{}' : '');
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' }).end(`${message}\n`);
}
