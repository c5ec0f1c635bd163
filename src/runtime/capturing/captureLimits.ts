import type { ProfileKind } from '../../shared/agentFrames';

/** Why no evidence is taken. */
export type CaptureRefusal =
  | { readonly kind: 'busy' }
  | { readonly kind: 'paused' }
  /** Neither its agent nor a debugger can be asked. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'tooMany'; readonly most: number }
  | { readonly kind: 'noRoom' }
  | { readonly kind: 'memoryShort'; readonly neededBytes: number; readonly freeBytes: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** How things stand when evidence is asked for. */
export interface CaptureSituation {
  readonly profile: ProfileKind;
  readonly isPaused: boolean;
  /** Of the thread; absent where it has not told. */
  readonly heapUsedBytes?: number;
  /** What programs may still take; absent where nobody knows. */
  readonly freeMemoryBytes?: number;
  /** How many files of evidence a run has already, and their size. */
  readonly takenCount: number;
  readonly takenBytes: number;
  /** What the disk still holds. */
  readonly freeDiskBytes: number;
}

/** So many files of evidence are taken of one run. */
export const MOST_PER_RUN = 20;

/** And so much of the disk, bytes. */
const MOST_BYTES_PER_RUN = 1e9;

/** So much of the disk is left alone, bytes. */
const DISK_RESERVE_BYTES = 200e6;

/** With less room than this nothing is begun, bytes. */
const LEAST_ROOM_BYTES = 5e6;

/** What the inspector needs beside a snapshot, bytes. */
const INSPECTOR_BYTES = 64e6;

/** While it takes a snapshot, V8 needs about twice the heap (Node's documentation of `v8.writeHeapSnapshot`). */
const SNAPSHOT_FACTOR = 2;

/** How large a file may be that is taken now, bytes, or why none is taken. */
export function captureLimit(
  situation: CaptureSituation,
): { readonly maxBytes: number } | { readonly refusal: CaptureRefusal } {
  const { profile, isPaused, heapUsedBytes = 0, freeMemoryBytes = Infinity, takenCount, takenBytes } = situation;
  if (isPaused) return { refusal: { kind: 'paused' } };
  if (takenCount >= MOST_PER_RUN) return { refusal: { kind: 'tooMany', most: MOST_PER_RUN } };
  const maxBytes = Math.floor(Math.min(MOST_BYTES_PER_RUN - takenBytes, situation.freeDiskBytes - DISK_RESERVE_BYTES));
  if (maxBytes < LEAST_ROOM_BYTES) return { refusal: { kind: 'noRoom' } };
  const neededBytes = INSPECTOR_BYTES + (profile === 'heapSnapshot' ? SNAPSHOT_FACTOR * heapUsedBytes : 0);
  if (freeMemoryBytes < neededBytes) {
    return { refusal: { kind: 'memoryShort', neededBytes, freeBytes: freeMemoryBytes } };
  }
  return { maxBytes };
}
