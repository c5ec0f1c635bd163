import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { firstOf, networkReason, type Probe } from './probe';

/** Headers beyond it are no answer. */
const MOST_HEADER_BYTES = 16_384;

/**
 * A URL: it is well if it answers with a status below 400. A redirect is an answer and is not followed, so that nobody is
 * asked but whom the person wrote. Only the status and headers are read: the connection is closed before the body.
 * `headers` go with the request.
 */
export function httpProbe(url: URL, headers: Readonly<Record<string, string>> = {}): Probe {
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return {
    // Neither a password nor what stands in a query is for the eyes of others.
    check: `${url.origin}${url.pathname}`,
    ask: (cancelled) =>
      firstOf(cancelled, (settle) => {
        const all = { ...headers, connection: 'close' };
        const options = { agent: false, maxHeaderSize: MOST_HEADER_BYTES, headers: all };
        const request = get(url, options, ({ statusCode = 0 }) => {
          const isWell = statusCode >= 200 && statusCode < 400;
          settle(isWell ? { kind: 'answered' } : { kind: 'refused', reason: `answered with status ${statusCode}` });
        });
        request.on('error', (error) => {
          settle({ kind: 'refused', reason: networkReason(error) });
        });
        return () => {
          request.destroy();
        };
      }),
  };
}
