import { metricOf, type MetricName } from '../shared/metrics';
import { ANOMALY_SCORE, type AnomalyDetector } from './detector';
import { EnvelopeDetector, type EnvelopeDetectorState } from './envelopeDetector';
import { ZScoreDetector } from './zScoreDetector';

/** A value that is not like it used to be. */
export interface Anomaly {
  readonly metric: MetricName;
  readonly timeMs: number;
  /** The value and what was usual, in the metric's base unit. */
  readonly value: number;
  readonly usual: number;
  /** From 0.5 to 1. */
  readonly score: number;
}

/** What came of a value: an anomaly to be marked, and one to be told, because it is still there. */
export interface AnomalyFindings {
  readonly marked?: Anomaly;
  readonly lasting?: Anomaly;
}

export type DetectorKind = 'envelope' | 'zScore';

/** What the detectors of a run have learnt, by metric, to be given to the next run of the same configuration. */
export type LearntBaselines = Readonly<Partial<Record<MetricName, EnvelopeDetectorState>>>;

/** Only such an anomaly may be told, and only if it is still there so much later. */
const TOLD_SCORE = 0.9;
const LASTING_MS = 10_000;

/** It is still there while the values since then are away from what was usual by this share of the first one. */
const LASTING_SHARE = 0.5;

/** What differs by less than this share of the usual is not worth a word, however steady the series was. */
const LEAST_SHARE = 0.3;

const NOTHING: AnomalyFindings = {};

/**
 * Watches the totals of a tree for values that are not like they used to be: those metrics whose record in the catalogue
 * says from which difference on a person cares. One anomaly per metric and run is told.
 */
export class AnomalyWatch {
  private readonly watched = new Map<MetricName, WatchedMetric>();

  constructor(
    private readonly kind: DetectorKind,
    private readonly learnt: LearntBaselines = {},
  ) {}

  /** Takes in the newest total of a metric: a counter's as its rate. Values of pauses and graces are left out. */
  value(metric: MetricName, timeMs: number, value: number): AnomalyFindings {
    const { leastDifference } = metricOf(metric);
    if (leastDifference === undefined) return NOTHING;
    let watched = this.watched.get(metric);
    if (watched === undefined) {
      watched = new WatchedMetric(metric, leastDifference, createDetector(this.kind, this.learnt[metric]));
      this.watched.set(metric, watched);
    }
    return watched.value(timeMs, value);
  }

  /** Time was lost, or the program was held: what was being confirmed is given up. */
  interrupt(): void {
    for (const watched of this.watched.values()) watched.interrupt();
  }

  /**
   * How many samples are still to come until it can judge; 0 once it can. Told by the metric that has come most often:
   * one that comes late, or now and then as response times do, learns without a word.
   */
  get samplesToLearn(): number {
    const left = [...this.watched.values()].map(({ samplesToLearn }) => samplesToLearn);
    return left.length === 0 ? 0 : Math.min(...left);
  }

  /** What has been learnt in this run and before; empty for a detector that learns nothing lasting. */
  save(): LearntBaselines {
    return { ...this.learnt, ...Object.fromEntries([...this.watched].flatMap(([metric, one]) => one.save(metric))) };
  }
}

function createDetector(kind: DetectorKind, learnt: EnvelopeDetectorState | undefined): AnomalyDetector {
  switch (kind) {
    case 'envelope':
      return new EnvelopeDetector(learnt);
    case 'zScore':
      return new ZScoreDetector();
  }
}

/** One series with its detector, a mean of its own to compare with, and the anomaly that waits to be confirmed. */
class WatchedMetric {
  private usual = 0;
  private seen = 0;
  private candidate: { readonly anomaly: Anomaly; sum: number; count: number } | undefined;
  private isTold = false;

  constructor(
    private readonly metric: MetricName,
    private readonly leastDifference: number,
    private readonly detector: AnomalyDetector,
  ) {}

  get samplesToLearn(): number {
    return this.detector.samplesToLearn;
  }

  value(timeMs: number, value: number): AnomalyFindings {
    const score = this.detector.handle(value);
    const usual = this.seen === 0 ? value : this.usual;
    // While an anomaly waits to be confirmed, what was usual before it is the measure.
    if (this.candidate === undefined) {
      this.seen += 1;
      this.usual = usual + (value - usual) * Math.max(1 / USUAL_SAMPLES, 1 / this.seen);
    }
    const lasting = this.confirm(timeMs, value);
    const difference = Math.abs(value - usual);
    const matters = difference >= this.leastDifference && difference >= LEAST_SHARE * Math.abs(usual);
    if (score < ANOMALY_SCORE || !matters) return lasting;
    const marked: Anomaly = { metric: this.metric, timeMs, value, usual, score };
    if (score >= TOLD_SCORE && !this.isTold) this.candidate ??= { anomaly: marked, sum: value, count: 1 };
    return { ...lasting, marked };
  }

  interrupt(): void {
    this.candidate = undefined;
  }

  save(metric: MetricName): readonly (readonly [MetricName, EnvelopeDetectorState])[] {
    return this.detector instanceof EnvelopeDetector ? [[metric, this.detector.save()]] : [];
  }

  private confirm(timeMs: number, value: number): AnomalyFindings {
    const { candidate } = this;
    if (candidate === undefined) return NOTHING;
    candidate.sum += value;
    candidate.count += 1;
    const { anomaly } = candidate;
    if (timeMs - anomaly.timeMs < LASTING_MS) return NOTHING;
    this.candidate = undefined;
    const shift = candidate.sum / candidate.count - anomaly.usual;
    const isLasting = shift / (anomaly.value - anomaly.usual) >= LASTING_SHARE;
    if (!isLasting) return NOTHING;
    this.isTold = true;
    return { lasting: anomaly };
  }
}

/** What is usual is a mean over about so many samples. */
const USUAL_SAMPLES = 60;
