import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';

/** What came of asking for a page; `reason` is for people. */
export type FetchedPage =
  { readonly kind: 'page'; readonly text: string } | { readonly kind: 'failed'; readonly reason: string };

/** How long a page may take altogether and how long it may be. */
export interface PageLimits {
  readonly timeoutMs: number;
  readonly bytes: number;
}

const MOST_HEADER_BYTES = 16_384;

const HEADERS = {
  accept: 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5',
  // What is packed could be small on the way and huge here.
  'accept-encoding': 'identity',
  connection: 'close',
} as const;

/**
 * Asks a URL for its page of metrics. Whoever answers may be hostile: redirects are not followed, so that nobody is asked
 * but whom the person wrote; the answer is given up when it is too long or not whole in time, however fast it
 * drips. `headers` go with the request. Never rejects.
 */
export function fetchPage(
  url: URL,
  { timeoutMs, bytes }: PageLimits,
  headers: Readonly<Record<string, string>> = {},
): Promise<FetchedPage> {
  return new Promise((resolve) => {
    const get = url.protocol === 'https:' ? getHttps : getHttp;
    const options = { agent: false, maxHeaderSize: MOST_HEADER_BYTES, headers: { ...HEADERS, ...headers } };
    const request = get(url, options, (response) => {
      const refusal = refusalOf(response, bytes);
      if (refusal !== undefined) settle({ kind: 'failed', reason: refusal });
      else gather(response, bytes, settle);
    });
    const timer = setTimeout(() => {
      settle({ kind: 'failed', reason: `it took longer than ${timeoutMs / 1_000} s` });
    }, timeoutMs);
    const settle = (page: FetchedPage): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(page);
    };
    // A request that was given up fails too; by then it is settled.
    request.on('error', (error) => {
      settle({ kind: 'failed', reason: 'code' in error ? String(error.code) : error.message });
    });
  });
}

/** Why an answer's body is not read; undefined where it is. */
function refusalOf({ statusCode = 0, headers }: IncomingMessage, most: number): string | undefined {
  if (statusCode >= 300 && statusCode < 400) return `it redirects (status ${statusCode}), which is not followed`;
  if (statusCode !== 200) return `it answers with status ${statusCode}`;
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return `it answers in the encoding ${encoding}, which was not asked for`;
  return Number(headers['content-length']) > most ? tooLong(most) : undefined;
}

function tooLong(most: number): string {
  return `it is longer than ${most / 1_048_576} MiB`;
}

function gather(response: IncomingMessage, most: number, settle: (page: FetchedPage) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > most) settle({ kind: 'failed', reason: tooLong(most) });
    else chunks.push(chunk);
  });
  response.on('end', () => {
    settle({ kind: 'page', text: Buffer.concat(chunks).toString('utf8') });
  });
  response.on('error', () => {
    settle({ kind: 'failed', reason: 'the connection ended before the page did' });
  });
}
