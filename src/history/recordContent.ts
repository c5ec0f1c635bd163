import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';

/** A value as the compressed content of a record. */
export function packJson(value: unknown): Buffer {
  return pack(Buffer.from(JSON.stringify(value)));
}

/** The value that `packJson` packed, checked; undefined where it is not what the schema wants. */
export function unpackJson<T>(content: Buffer, schema: v.GenericSchema<unknown, T>): T | undefined {
  const bytes = unpack(content);
  if (bytes === undefined) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(bytes.toString()));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes compressed (RFC 1951). */
export function pack(bytes: Buffer): Buffer {
  return deflateRawSync(bytes);
}

/** Like `pack`, on another thread: for what takes long enough to be felt. */
export const packLarge: (bytes: Buffer) => Promise<Buffer> = promisify(deflateRaw);

/** The bytes that `pack` compressed; undefined for anything else, or where they would be beyond all measure. */
export function unpack(content: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(content, { maxOutputLength: LARGEST_CONTENT_BYTES });
  } catch {
    return undefined;
  }
}

const LARGEST_CONTENT_BYTES = 256 * 2 ** 20;
