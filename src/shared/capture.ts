import * as v from 'valibot';
import { PROFILE_KINDS } from './agentFrames';
import { cutText, listOf, shortText } from './schemas';
import { formatText } from './units';

/** Kinds of evidence: what the inspector of a Node program takes, and what the system knows of any process. */
export const CAPTURE_KINDS = [...PROFILE_KINDS, 'threads'] as const;
export type CaptureKind = (typeof CAPTURE_KINDS)[number];

/** A function in which a program spent its time. */
export interface HotFunction {
  readonly name: string;
  /** Where it is: a file's URL or path, as the program names it. */
  readonly url: string;
  /** From 1. */
  readonly line: number;
  /** Of the time of the profile, 0 to 1. */
  readonly share: number;
}

/** Evidence that was taken of a program, and kept as a file beside its run. */
export interface Capture {
  readonly kind: CaptureKind;
  /** The name of the file. */
  readonly file: string;
  /** Of a CPU profile, the hottest first; empty where it did nothing. */
  readonly hottest: readonly HotFunction[];
}

/** Evidence as it arrives from outside. */
export const captureSchema = v.object({
  kind: v.picklist(CAPTURE_KINDS),
  file: shortText,
  hottest: v.pipe(
    listOf(v.object({ name: cutText, url: cutText, line: v.number(), share: v.pipe(v.number(), v.minValue(0)) })),
    v.readonly(),
  ),
});

/** So many functions stand in a sentence. */
const MOST_IN_SENTENCE = 3;

/** The hottest functions as text, `parse (server.js:12) 83 %, ...`; empty where there is none. */
export function hottestText(hottest: readonly HotFunction[]): string {
  return hottest
    .slice(0, MOST_IN_SENTENCE)
    .map(({ name, url, line, share }) => `${name} (${baseName(url)}:${line}) ${formatText(share, 'ratio')}`)
    .join(', ');
}

function baseName(url: string): string {
  return url.slice(Math.max(url.lastIndexOf('/'), url.lastIndexOf('\\')) + 1);
}
