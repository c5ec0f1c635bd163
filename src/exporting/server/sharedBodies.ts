import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { MetricFamily } from '../text/metricFamily';
import { openMetricsChunks } from '../text/openMetrics';
import { prometheusChunks } from '../text/prometheusText';
import type { ExpositionFormat } from './negotiation';

const compress = promisify(gzip);

/** After so much work others have their turn. */
const TURN_MS = 10;

/**
 * A way to ask for the families as text, packed or not. The values are those of one moment, after the question. One text is
 * written at a time, with turns for others in between, and all who ask before its moment has come share it and its packing:
 * however many ask at once, nobody else waits for long.
 */
export function sharedBodies(
  families: () => readonly MetricFamily[],
): (format: ExpositionFormat, isGzip: boolean) => Promise<Buffer> {
  const awaited = new Map<ExpositionFormat, Promise<Buffer>>();
  const packed = new WeakMap<Buffer, Promise<Buffer>>();
  let last: Promise<unknown> = Promise.resolve();
  const textIn = (format: ExpositionFormat): Promise<Buffer> => {
    const known = awaited.get(format);
    if (known !== undefined) return known;
    const text = last.then(async () => {
      await setImmediate();
      awaited.delete(format);
      const now = families();
      await setImmediate();
      return written(format === 'openMetrics' ? openMetricsChunks(now) : prometheusChunks(now));
    });
    // One that fails is told to those who asked for it.
    last = text.catch(() => undefined);
    awaited.set(format, text);
    return text;
  };
  return async (format, isGzip) => {
    const text = await textIn(format);
    if (!isGzip) return text;
    const bytes = packed.get(text) ?? compress(text);
    packed.set(text, bytes);
    return bytes;
  };
}

async function written(chunks: Iterable<string>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let turnMs = performance.now();
  for (const chunk of chunks) {
    parts.push(Buffer.from(chunk));
    if (performance.now() - turnMs < TURN_MS) continue;
    await setImmediate();
    turnMs = performance.now();
  }
  return Buffer.concat(parts);
}
