import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** A body that was read, or the status that says why not. */
export type ReadBody =
  { readonly kind: 'body'; readonly bytes: Buffer } | { readonly kind: 'refused'; readonly status: 400 | 413 | 415 };

const unpack = promisify(gunzip);

/** The body of a request, unpacked, up to so many bytes on the way and as many when unpacked. */
export async function readBody(request: IncomingMessage, most: number): Promise<ReadBody> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') return { kind: 'refused', status: 415 };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return { kind: 'refused', status: 413 };
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (encoding === 'identity') return { kind: 'body', bytes };
  try {
    return { kind: 'body', bytes: await unpack(bytes, { maxOutputLength: most }) };
  } catch {
    return { kind: 'refused', status: 400 };
  }
}
