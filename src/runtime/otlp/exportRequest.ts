import type { IncomingHttpHeaders } from 'node:http';

/** The header by which a program shows that it was started by this window; a token has no character to be escaped. */
export const TOKEN_HEADER = 'x-process-monitor-token';

/** The path under which metrics are sent. */
export const EXPORT_PATH = '/v1/metrics';

/** Of a request what decides about it. */
export interface ExportRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A request that is read, or why it is not: a status and a sentence. */
export type Admission =
  | { readonly kind: 'admitted'; readonly token: string; readonly encoding: 'protobuf' | 'json' }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

/**
 * Whether a request is read. As with the endpoint for Prometheus, being on this machine proves nothing: the host must be
 * named as ours is, no page of a browser may send, and the token must be one that this window has given to a program.
 */
export function admit(
  { method, url, headers }: ExportRequest,
  port: number,
  isKnown: (token: string) => boolean,
): Admission {
  const refused = (status: number, message: string): Admission => ({ kind: 'refused', status, message });
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host?.toLowerCase() ?? '')) return refused(421, `Only ${hosts.join(' and ')} is here.`);
  if (headers.origin !== undefined || (headers['sec-fetch-site'] ?? 'none') !== 'none') {
    return refused(403, 'Pages of a browser may not send metrics.');
  }
  if (url?.split('?')[0] !== EXPORT_PATH) return refused(404, `Only metrics are taken, at ${EXPORT_PATH}.`);
  if (method !== 'POST') return refused(405, 'Metrics are sent with POST.');
  const token = headers[TOKEN_HEADER];
  if (typeof token !== 'string' || !isKnown(token)) {
    return refused(401, 'The token is missing or wrong: only programs that this window has started may send metrics.');
  }
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-protobuf') return { kind: 'admitted', token, encoding: 'protobuf' };
  if (type === 'application/json') return { kind: 'admitted', token, encoding: 'json' };
  return refused(415, 'Metrics are sent as application/x-protobuf or application/json.');
}
