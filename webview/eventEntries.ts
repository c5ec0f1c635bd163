import type { Alert, Pause, Session, SessionEvent, SessionEventKind, Severity } from '../src/shared/state';
import { formatDuration } from '../src/shared/units';
import { hottestDuring } from '../src/shared/alertEvidence';
import { hottestText } from '../src/shared/capture';
import { displayText } from './displayText';
import { t } from './l10n';

/** Kinds without a mark: pauses, alerts and health have spans, and what a step took is told with the pause behind it. */
const WITH_SPANS = [
  'paused',
  'continued',
  'step',
  'alertFired',
  'alertResolved',
  'healthy',
  'unhealthy',
  'healthUnknown',
] as const;

/** The kinds of events that stand for themselves. */
export type MarkKind = Exclude<SessionEventKind, (typeof WITH_SPANS)[number]>;

/** One thing that happened, as the lane and the list of events show it. */
export type EventEntry = SpanEntry | MarkEntry;

/** Something that lasted. */
export interface SpanEntry {
  readonly kind: 'pause' | 'alert';
  readonly key: string;
  readonly fromMs: number;
  /** Absent while it goes on. */
  readonly toMs?: number;
  readonly text: string;
  /** Of an alert. */
  readonly severity?: Severity;
}

/** Something that happened at a moment. */
export interface MarkEntry {
  readonly kind: MarkKind;
  readonly key: string;
  readonly fromMs: number;
  readonly toMs?: undefined;
  readonly text: string;
  /** The file of the evidence that was taken, which can be opened. */
  readonly file?: string;
}

/** Everything that happened in a session, in order of time; what goes on lasts until `nowMs`. Texts are fit to be shown. */
export function eventEntries(session: Session, nowMs: number): readonly EventEntry[] {
  const endMs = session.endedAtMs ?? nowMs;
  const steps = session.events.filter(({ kind }) => kind === 'step');
  const pauses = session.pauses.map((pause) => pauseEntry(pause, endMs, steps));
  const alerts = session.alerts
    .filter(({ firedAtMs }) => firedAtMs !== undefined)
    .map((alert) => alertEntry(alert, endMs, hottestText(hottestDuring(alert, session.events))));
  const marks = session.events.filter(isMarked).map(markEntry);
  return [...pauses, ...alerts, ...marks].sort((one, other) => one.fromMs - other.fromMs);
}

/** A kind as a word. */
export function kindText(kind: EventEntry['kind']): string {
  switch (kind) {
    case 'pause':
      return t('Pause');
    case 'alert':
      return t('Alert');
    case 'mark':
      return t('Mark');
    case 'captured':
      return t('Evidence');
    case 'exception':
      return t('Exception');
    case 'warning':
      return t('Warning');
    case 'gc':
      return t('Garbage collection');
    case 'anomaly':
      return t('Anomaly');
    case 'budgetBroken':
      return t('Budget broken');
    case 'started':
      return t('Start');
    case 'processStarted':
      return t('Process started');
    case 'processExited':
      return t('Process exited');
    case 'restarted':
      return t('Restart');
    case 'ended':
      return t('End');
    case 'crashed':
      return t('Crash');
    case 'lost':
      return t('Not found');
    case 'suspended':
      return t('No samples');
    case 'stalled':
      return t('Stall');
    case 'evicted':
      return t('Values given up');
  }
}

function pauseEntry({ fromMs, toMs }: Pause, endMs: number, steps: readonly SessionEvent[]): SpanEntry {
  const lasted = t('paused {0}', formatDuration((toMs ?? endMs) - fromMs));
  // It is told a moment after the stop.
  const step = steps.find(({ timeMs }) => timeMs >= fromMs && timeMs <= (toMs ?? Infinity));
  const text = step === undefined ? lasted : `${lasted}; ${displayText(step.text)}`;
  return { kind: 'pause', key: `pause ${fromMs}`, fromMs, ...(toMs !== undefined && { toMs }), text };
}

function alertEntry(alert: Alert, endMs: number, hottest: string): SpanEntry {
  const { id, message, severity, startedAtMs, endedAtMs } = alert;
  const lasted = `${displayText(message)}, ${formatDuration((endedAtMs ?? endMs) - startedAtMs)}`;
  const text = hottest === '' ? lasted : `${lasted}; ${t('hottest: {0}', displayText(hottest))}`;
  const end = endedAtMs === undefined ? {} : { toMs: endedAtMs };
  return { kind: 'alert', key: `alert ${id}`, fromMs: startedAtMs, ...end, text, severity };
}

type Marked = SessionEvent & { readonly kind: MarkKind };

function isMarked(event: SessionEvent): event is Marked {
  return !WITH_SPANS.some((kind) => kind === event.kind);
}

function markEntry({ kind, timeMs, text, process, capture }: Marked): MarkEntry {
  const key = `${kind} ${timeMs} ${process ?? text}`;
  const file = capture === undefined ? {} : { file: capture.file };
  return { kind, key, fromMs: timeMs, text: displayText(text), ...file };
}
