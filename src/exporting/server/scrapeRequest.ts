import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The path under which the metrics are. */
export const METRICS_PATH = '/metrics';

/** Of a request what decides about it. */
export interface ScrapeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Whom the endpoint answers. */
export interface ScrapeAccess {
  readonly port: number;
  /** What a request must carry as bearer token. */
  readonly token: string;
}

/**
 * Why a request is refused; undefined where it is answered. Being on this machine proves nothing: a browser sends
 * requests for any page that is open in it. So the host must be named as ours is (a page that has its own name resolve
 * to this machine does not), no other origin may ask, and the token must be known.
 */
export function refusalOf({ method, url, headers }: ScrapeRequest, { port, token }: ScrapeAccess): Refusal | undefined {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host?.toLowerCase() ?? '')) {
    return { status: 421, message: `This endpoint answers to ${hosts.join(' and ')} only.` };
  }
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none' && site !== 'same-origin')) {
    return { status: 403, message: 'Pages of a browser may not read these metrics.' };
  }
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, message: 'Only GET and HEAD are answered.', headers: { Allow: 'GET, HEAD' } };
  }
  if (url?.split('?')[0] !== METRICS_PATH) return { status: 404, message: `The metrics are at ${METRICS_PATH}.` };
  if (!isToken(headers.authorization, token)) {
    return {
      status: 401,
      message: 'The bearer token is missing or wrong. Copy the scrape configuration from VS Code again.',
      headers: { 'WWW-Authenticate': 'Bearer' },
    };
  }
  return undefined;
}

/** A refusal as it is answered. */
export interface Refusal {
  readonly status: number;
  /** What is wrong and what helps, in a sentence. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Takes the same time wherever the two differ: digests of equal length are compared as a whole. */
function isToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
