import { EnvelopeDetector } from './envelopeDetector';

/** What is known of a stream beforehand. */
export interface DetectorOptions {
  /** So many first values are not to be judged: their score is 0. */
  readonly probationLength?: number;
  /** The smallest and the largest value of the stream, and its interval: the detector needs none of them. */
  readonly min?: number;
  readonly max?: number;
  readonly interval?: number;
}

/** A detector by itself. */
export interface StandaloneDetector {
  /** The score of the next value, from 0 to 1; 0 for one that is not finite. `timestampMs` is not used. */
  handle(value: number, timestampMs?: number): number;
}

/**
 * The envelope detector as a module of its own (`dist/detector.mjs`), to be tried on data from elsewhere. A detector that
 * judges what it has learnt is the same in the extension.
 */
export default function createDetector({ probationLength = 0 }: DetectorOptions = {}): StandaloneDetector {
  const detector = new EnvelopeDetector();
  let seen = 0;
  return {
    handle(value) {
      const score = detector.handle(value);
      seen += 1;
      return seen <= probationLength ? 0 : score;
    },
  };
}
