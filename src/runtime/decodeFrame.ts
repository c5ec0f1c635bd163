import * as v from 'valibot';
import {
  APPLICATION_LIMITS,
  BUCKET_RANGE,
  GC_KINDS,
  INCIDENT_LENGTH,
  isSafeName,
  OUTCOMES,
  PROTOCOL_VERSION,
  type AgentFrame,
} from '../shared/agentFrames';

/**
 * A frame from a line that a program sent; undefined for what is none. The program may be hostile: every text and list
 * is bounded, every number finite, and names that mean something to JavaScript's objects are refused.
 */
export function decodeFrame(line: string): AgentFrame | undefined {
  const parsed = v.safeParse(frame, parseJson(line), { abortEarly: true });
  return parsed.success ? parsed.output : undefined;
}

const isSafe = v.check<string>(isSafeName);
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const name = (most: number) => v.pipe(text(most), v.minLength(1), isSafe);
const list = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most));
const finite = v.pipe(v.number(), v.finite());
const amount = v.pipe(finite, v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const bucket = v.pipe(v.number(), v.integer(), v.minValue(BUCKET_RANGE.min), v.maxValue(BUCKET_RANGE.max));
const histogram = list(v.tuple([bucket, count]), BUCKET_RANGE.max - BUCKET_RANGE.min + 1);

const hello = v.object({
  kind: v.literal('hello'),
  version: v.literal(PROTOCOL_VERSION),
  token: text(256),
  pid: v.pipe(count, v.minValue(1)),
  threadId: count,
  uptimeSeconds: amount,
});

const incident = v.object({
  kind: v.literal('incident'),
  incident: v.picklist(['exception', 'warning', 'gc']),
  text: text(INCIDENT_LENGTH),
});

const delay = v.object({
  min: amount,
  mean: amount,
  p50: amount,
  p90: amount,
  p95: amount,
  p99: amount,
  max: amount,
});

const memory = v.object({
  used: amount,
  total: amount,
  limit: amount,
  external: amount,
  arrayBuffers: amount,
  spaces: list(v.tuple([name(64), amount]), 50),
});

const requests = v.object({
  active: count,
  outcomes: list(v.tuple([v.picklist(OUTCOMES), count]), OUTCOMES.length),
  seconds: histogram,
});

const series = {
  name: name(APPLICATION_LIMITS.nameLength),
  attributes: list(
    v.tuple([name(APPLICATION_LIMITS.attributeLength), text(APPLICATION_LIMITS.attributeLength)]),
    APPLICATION_LIMITS.attributes,
  ),
};

const application = v.variant('type', [
  v.object({ ...series, type: v.literal('counter'), value: amount }),
  v.object({ ...series, type: v.literal('gauge'), value: finite }),
  v.object({ ...series, type: v.literal('histogram'), values: histogram }),
]);

const tick = v.object({
  kind: v.literal('tick'),
  delay: v.exactOptional(delay),
  utilization: v.exactOptional(v.pipe(amount, v.maxValue(1))),
  memory: v.exactOptional(memory),
  cpuSeconds: v.exactOptional(amount),
  gc: list(v.tuple([v.picklist(GC_KINDS), count, amount]), GC_KINDS.length),
  resources: v.exactOptional(list(v.tuple([name(64), count]), 60)),
  served: v.exactOptional(requests),
  sent: v.exactOptional(requests),
  application: list(application, APPLICATION_LIMITS.series),
  dropped: count,
});

const pong = v.object({ kind: v.literal('pong') });

const captured = v.object({ kind: v.literal('captured'), id: count, failure: v.exactOptional(text(INCIDENT_LENGTH)) });

const frame = v.variant('kind', [hello, tick, incident, pong, captured]);

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
