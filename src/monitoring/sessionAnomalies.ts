import { inSentence, valueText } from '../alerting/alertText';
import type { Notice } from '../alerting/outbox';
import { AnomalyWatch, type Anomaly } from '../detection/anomalies';
import { metricOf, type MetricName } from '../shared/metrics';
import type { Alerting, Baselines } from './alerting';
import type { SessionFacts } from './sessionInput';

/** Values so soon after a stop in the debugger, or a sleep, are no measure of what is usual. */
const CONTINUED_GRACE_MS = 2_000;
const SUSPENDED_GRACE_MS = 10_000;

/** An anomaly is told once per metric and run anyway. */
const COOLDOWN_MS = 3_600_000;

/** What came of a value. */
export interface AnomalyNews {
  /** Says what is unusual about it, for the session's events. */
  readonly text?: string;
  /** Wants to be told: it has lasted. */
  readonly notice?: Notice;
}

const NO_NEWS: AnomalyNews = {};

/** The anomalies of one session: what is usual is learnt from its totals and kept for the next run. */
export class SessionAnomalies {
  private watch: AnomalyWatch;
  private isPaused = false;
  private graceUntilMs = -Infinity;

  constructor(
    private readonly facts: SessionFacts,
    private readonly baselines: Baselines,
    private settings: Alerting['anomalies'],
  ) {
    this.watch = new AnomalyWatch(settings.detector, baselines.load(facts));
  }

  /** How many samples are still to come until it can judge; 0 once it can, and where nobody looks. */
  get samplesToLearn(): number {
    return this.settings.notify === 'off' ? 0 : this.watch.samplesToLearn;
  }

  /** Changes what becomes of anomalies; another detector begins to learn anew. */
  set(settings: Alerting['anomalies']): void {
    if (settings.detector !== this.settings.detector)
      this.watch = new AnomalyWatch(settings.detector, this.watch.save());
    this.settings = settings;
  }

  /** Looks at the newest total of a metric, as it is shown. */
  value(metric: MetricName, timeMs: number, value: number): AnomalyNews {
    if (this.settings.notify === 'off' || this.isPaused || timeMs < this.graceUntilMs) return NO_NEWS;
    const { marked, lasting } = this.watch.value(metric, timeMs, value);
    const isTold = lasting !== undefined && this.settings.notify === 'toast';
    return {
      ...(marked === undefined ? {} : { text: this.textOf(marked) }),
      ...(isTold ? { notice: this.noticeOf(lasting) } : {}),
    };
  }

  /** Whether the debugger holds the whole tree. */
  setPaused(isPaused: boolean, timeMs: number): void {
    this.isPaused = isPaused;
    if (isPaused) this.watch.interrupt();
    else this.graceUntilMs = Math.max(this.graceUntilMs, timeMs + CONTINUED_GRACE_MS);
  }

  /** The machine slept, or its clock was set. */
  suspended(timeMs: number): void {
    this.watch.interrupt();
    this.graceUntilMs = Math.max(this.graceUntilMs, timeMs + SUSPENDED_GRACE_MS);
  }

  /** The run is over, or begins anew: what was learnt is kept. */
  runEnded(): void {
    const learnt = this.watch.save();
    this.baselines.save(this.facts, learnt);
    this.watch = new AnomalyWatch(this.settings.detector, learnt);
    this.isPaused = false;
  }

  private noticeOf(anomaly: Anomaly): Notice {
    return {
      key: `anomaly/${anomaly.metric}/${this.facts.id}`,
      cooldownMs: COOLDOWN_MS,
      isUrgent: false,
      momentMs: anomaly.timeMs,
      severity: 'info',
      text: this.textOf(anomaly),
      rules: [],
      metric: anomaly.metric,
    };
  }

  private textOf({ metric, value, usual }: Anomaly): string {
    const what = inSentence(metricOf(metric).title);
    return `${this.facts.name}: ${what} ${valueText(metric, value)}, usually ${valueText(metric, usual)}`;
  }
}
