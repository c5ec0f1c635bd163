import type { MetricName } from '../shared/metrics';
import type { ProcessKey } from '../shared/sample';
import type { Alert, Severity } from '../shared/state';
import { Cooldowns } from './cooldowns';

/** Something that a person should hear of. */
export interface Notice {
  /** What cooldowns know it by; a warning that becomes critical is another one. */
  readonly key: string;
  readonly cooldownMs: number;
  /** Crashes and health: told at once, whatever was told before. */
  readonly isUrgent: boolean;
  /** The moment that Show leads to, epoch milliseconds. */
  readonly momentMs: number;
  readonly severity: Severity;
  readonly text: string;
  /** The rules that Don't Show Again turns off; empty for an anomaly. */
  readonly rules: readonly string[];
  /** The alert behind it; absent for an anomaly. */
  readonly alertId?: string;
  readonly metric?: MetricName;
  /** The process that it is about; absent for the whole tree. */
  readonly process?: ProcessKey;
}

/** One toast, about one notice or several. */
export interface Toast {
  readonly severity: Severity;
  readonly text: string;
  readonly momentMs: number;
  readonly rules: readonly string[];
  /** What Snooze until fixed silences. */
  readonly keys: readonly string[];
  /** The metric that it is about, and whose; absent for several notices, and where there is no metric. */
  readonly about?: { readonly metric: MetricName; readonly process?: ProcessKey };
}

/** So long notices are gathered before they are told together. */
const GATHER_MS = 3_000;

/** At most one toast per session in this time. */
const TOAST_EVERY_MS = 60_000;

/**
 * The notices of one session on their way to a person: gathered, told together, at most once a minute, and no key twice
 * within its cooldown. Moved by time alone, so that it also moves when no sample comes.
 */
export class Outbox {
  private waiting: readonly Notice[] = [];
  private dueMs = Infinity;
  private lastToastMs = -Infinity;
  private snoozedUntilMs = -Infinity;
  private readonly snoozedKeys = new Set<string>();
  private readonly cooldowns = new Cooldowns();

  constructor(private readonly sessionName: string) {}

  /** Takes in a notice. It is dropped if it is snoozed or its cooldown lasts. */
  add(notice: Notice, timeMs: number): void {
    if (timeMs < this.snoozedUntilMs || this.snoozedKeys.has(notice.key)) return;
    if (this.waiting.some(({ key }) => key === notice.key)) return;
    if (!this.cooldowns.mayTell(notice.key, timeMs)) return;
    if (this.waiting.length === 0) this.dueMs = timeMs + GATHER_MS;
    this.waiting = [...this.waiting, notice];
  }

  /**
   * The toasts that are due; none for most ticks. `isWanted` says whether a notice still deserves one: its alert stands
   * and no other one says the same.
   */
  take(timeMs: number, isWanted: (notice: Notice) => boolean): readonly Toast[] {
    const urgent = this.waiting.filter(({ isUrgent }) => isUrgent);
    const others = this.waiting.filter(({ isUrgent }) => !isUrgent);
    this.waiting = others;
    const toasts = urgent.map((notice) => this.tell([notice], timeMs));
    if (others.length === 0 || timeMs < this.dueMs || timeMs - this.lastToastMs < TOAST_EVERY_MS) return toasts;
    this.waiting = [];
    const wanted = others.filter(isWanted);
    return wanted.length === 0 ? toasts : [...toasts, this.tell(wanted, timeMs)];
  }

  /** Tells nothing of this session before a moment; what waits is dropped. `Infinity` mutes it. */
  snooze(untilMs: number): void {
    this.snoozedUntilMs = untilMs;
    this.waiting = [];
  }

  /** Tells nothing of these keys until they are fixed. */
  snoozeKeys(keys: readonly string[]): void {
    for (const key of keys) this.snoozedKeys.add(key);
    this.waiting = this.waiting.filter(({ key }) => !this.snoozedKeys.has(key));
  }

  /** What stood behind a key is over: from now on it may be told again. */
  fixed(key: string): void {
    this.snoozedKeys.delete(key);
  }

  /** The run is over: what waits is of no use any more, but for crashes. */
  clear(): void {
    this.waiting = this.waiting.filter(({ isUrgent }) => isUrgent);
  }

  /** Whether anything waits, so that time must go on. */
  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  private tell(notices: readonly Notice[], timeMs: number): Toast {
    for (const { key, cooldownMs } of notices) this.cooldowns.told(key, timeMs, cooldownMs);
    // A crash is no reason to hold back what follows it.
    if (!notices.some(({ isUrgent }) => isUrgent)) this.lastToastMs = timeMs;
    return {
      severity: worstOf(notices),
      text: this.textOf(notices),
      momentMs: Math.max(...notices.map(({ momentMs }) => momentMs)),
      rules: notices.flatMap(({ rules }) => rules),
      keys: notices.map(({ key }) => key),
      ...aboutOf(notices),
    };
  }

  private textOf(notices: readonly Notice[]): string {
    const [first, second] = notices;
    return first !== undefined && second === undefined ? first.text : `${notices.length} alerts in ${this.sessionName}`;
  }
}

function aboutOf([first, second]: readonly Notice[]): Pick<Toast, 'about'> {
  if (first?.metric === undefined || second !== undefined) return {};
  const { metric, process } = first;
  return { about: { metric, ...(process === undefined ? {} : { process }) } };
}

/** The notice about an alert. */
export function noticeOf(alert: Alert, key: string, cooldownMs: number): Notice {
  return {
    key: alert.severity === 'critical' ? `${key}/critical` : key,
    cooldownMs,
    isUrgent: alert.metric === undefined,
    momentMs: alert.startedAtMs,
    severity: alert.severity,
    text: alert.message,
    rules: [alert.name],
    alertId: alert.id,
    ...(alert.metric === undefined ? {} : { metric: alert.metric }),
    ...(alert.process === undefined ? {} : { process: alert.process }),
  };
}

const SEVERITIES: readonly Severity[] = ['info', 'warning', 'critical'];

function worstOf(notices: readonly Notice[]): Severity {
  const worst = Math.max(...notices.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return SEVERITIES[worst] ?? 'info';
}
