import * as v from 'valibot';
import type { SessionStore } from '../../series/sessionStore';
import { isMetricName } from '../../shared/metrics';
import { attributesOf } from '../../shared/sample';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, sessionDocument, type SessionDocument } from './sessionDocument';

/** Reads a session that was written as JSON. What is not one is refused with the reason, for people. */
export function readSessionJson(text: string): ReadDocument {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return { kind: 'refused', reason: { kind: 'noJson', detail: error instanceof Error ? error.message : '' } };
  }
  const head = v.safeParse(headSchema, parsed);
  if (!head.success) return { kind: 'refused', reason: { kind: 'otherFormat' } };
  if (head.output.version > DOCUMENT_VERSION) {
    return { kind: 'refused', reason: { kind: 'laterVersion', version: head.output.version } };
  }
  const document = v.safeParse(sessionDocument, parsed);
  if (document.success) return { kind: 'document', document: document.output };
  const [issue] = document.issues;
  return { kind: 'refused', reason: { kind: 'invalid', path: v.getDotPath(issue) ?? '', detail: issue.message } };
}

const headSchema = v.object({ format: v.literal(DOCUMENT_FORMAT), version: v.pipe(v.number(), v.integer()) });

export type ReadDocument =
  | { readonly kind: 'document'; readonly document: SessionDocument }
  | { readonly kind: 'refused'; readonly reason: Refused };

/** Why a text is no session that can be read. */
export type Refused =
  | { readonly kind: 'noJson'; readonly detail: string }
  | { readonly kind: 'otherFormat' }
  | { readonly kind: 'laterVersion'; readonly version: number }
  | { readonly kind: 'invalid'; readonly path: string; readonly detail: string };

/** Puts the values of a document into an empty store. Returns the metrics that are not in our catalogue, left out. */
export function fillFromDocument({ series }: SessionDocument, store: SessionStore): readonly string[] {
  const unknown = new Set<string>();
  for (const { metric, attributes, process, timesMs, values } of series) {
    if (!isMetricName(metric)) {
      unknown.add(metric);
      continue;
    }
    const key = { metric, attributes: attributesOf(attributes), ...(process === undefined ? {} : { process }) };
    const filled = store.series(key);
    values.forEach((value, i) => {
      if (value === null) filled?.appendGap(timesMs[i] ?? NaN);
      else filled?.append(timesMs[i] ?? NaN, value);
    });
  }
  return [...unknown];
}
