import type { AnomalyDetector } from './detector';
import { Envelope, type EnvelopeState } from './envelope';

/** So many values only teach: their score is 0. */
export const LEARNING_SAMPLES = 100;

/** What a detector has learnt of a stream: plain numbers, to be kept with a run and given to the next one. */
export interface EnvelopeDetectorState {
  /** How many values it has judged, over all runs. */
  readonly seen: number;
  readonly envelopes: readonly [Readonly<EnvelopeState>, Readonly<EnvelopeState>, Readonly<EnvelopeState>];
}

/**
 * Alarms when a feature of the stream leaves the range that it has ever had: the value, its distance from a slow mean,
 * and the distance of a fast mean from the slow one. Constant time and memory; no parameter to set.
 *
 * The score is the largest excess, weighed by how much has been seen; after an alarm only a higher score counts, with a
 * record that fades. Lengths are in samples. Tuned on one half of the Numenta Anomaly Benchmark, where it reaches 72.5
 * (A. Lavin and S. Ahmad, "Evaluating Real-time Anomaly Detection Algorithms", ICMLA 2015, describe the scoring).
 */
export class EnvelopeDetector implements AnomalyDetector {
  private readonly value: Envelope;
  private readonly distance: Envelope;
  private readonly drift: Envelope;
  private seen: number;
  /** Values since the means began: they begin anew with each run, which starts from its own level. */
  private age = 0;
  private fast = 0;
  private slow = 0;
  private record = 0;

  /** With the state of an earlier run it judges at once, by what was usual there. */
  constructor(learnt?: EnvelopeDetectorState) {
    const [value, distance, drift] = learnt?.envelopes ?? [];
    this.value = envelopeFrom(value);
    this.distance = envelopeFrom(distance);
    this.drift = envelopeFrom(drift);
    this.seen = learnt?.seen ?? 0;
  }

  get samplesToLearn(): number {
    return Math.max(0, LEARNING_SAMPLES - this.seen);
  }

  handle(value: number): number {
    if (!Number.isFinite(value)) return 0;
    const n = this.age;
    if (n === 0) this.fast = this.slow = value;
    let excess = this.value.excess(value, value) / TOLERANCE.value;
    excess = Math.max(excess, this.distance.excess(value - this.slow, value) / TOLERANCE.distance);
    this.fast += (value - this.fast) * Math.max(1 / FAST_LENGTH, 1 / (n + 1));
    this.slow += (value - this.slow) * Math.max(1 / SLOW_LENGTH, 1 / (n + 1));
    if (n >= FAST_LENGTH) {
      const drift = this.drift.excess(this.fast - this.slow, value) / TOLERANCE.drift;
      if (n >= SLOW_LENGTH) excess = Math.max(excess, drift);
    }
    this.age += 1;
    this.seen += 1;
    return this.seen <= LEARNING_SAMPLES ? 0 : this.score(excess);
  }

  /** What has been learnt so far. */
  save(): EnvelopeDetectorState {
    return { seen: this.seen, envelopes: [this.value.save(), this.distance.save(), this.drift.save()] };
  }

  private score(excess: number): number {
    const seen = this.seen - 1;
    const unusual = (excess * seen) / (seen + CONFIDENCE_SAMPLES);
    const score = unusual / (1 + unusual);
    this.record *= 1 - RECORD_FADING;
    if (score <= this.record) return 0;
    this.record = score;
    return score;
  }
}

/** How far outside of its envelope, in widths, each feature may be. */
const TOLERANCE = { value: 0.01, distance: 0.015, drift: 0.02 } as const;

const FAST_LENGTH = 80;
const SLOW_LENGTH = 240;

/** With so many samples seen, an excess counts half. */
const CONFIDENCE_SAMPLES = 1_500;

const RECORD_FADING = 1 / 200;

function envelopeFrom(state: Readonly<EnvelopeState> | undefined): Envelope {
  return state === undefined ? new Envelope() : new Envelope({ ...state });
}
