import type { PastRunOutline } from '../src/shared/pastRunOutline';
import type { Session } from '../src/shared/state';
import { formatDuration, formatText } from '../src/shared/units';
import { displayText } from './displayText';
import { pickerOrder, sessionText, stateText } from './headerText';
import type { PickerOption } from './picker';
import type { PickerGroup } from './runPicker';
import { t } from './l10n';

/** How moments are written: as clock time, and with the day. */
export interface MomentTexts {
  clock(timeMs: number): string;
  day(timeMs: number): string;
}

/**
 * All runs that can be shown: first those of this window, the living ones on top, then those of earlier times by
 * configuration, the configuration that ran last first, each newest first.
 */
export function runGroups(
  sessions: readonly Session[],
  pastRuns: readonly PastRunOutline[],
  texts: MomentTexts,
): readonly PickerGroup[] {
  const here = pickerOrder(sessions.filter(({ isPast }) => isPast !== true));
  const listed = new Set(pastRuns.map(({ sessionId }) => sessionId));
  const opened = pickerOrder(sessions.filter(({ isPast, id }) => isPast === true && !listed.has(id)));
  const optionOf = (session: Session): PickerOption => ({
    value: session.id,
    text: sessionText(session, (timeMs) => texts.clock(timeMs)),
  });
  const groups = new Map<string, PastRunOutline[]>();
  for (const run of [...pastRuns].sort((a, b) => b.startedAtMs - a.startedAtMs)) {
    groups.set(run.configuration, [...(groups.get(run.configuration) ?? []), run]);
  }
  return [
    { label: t('This window'), options: here.map(optionOf) },
    { label: t('Opened'), options: opened.map(optionOf) },
    ...[...groups].map(([configuration, runs]) => ({
      label: t('Past runs of {0}', displayText(configuration)),
      options: runs.map((run) => ({ value: run.sessionId, text: pastRunText(run, texts) })),
    })),
  ];
}

/** A past run in a line: its name, when, how it ended, how long it ran, its peaks and its commit, as far as they are known. */
export function pastRunText(run: PastRunOutline, texts: MomentTexts): string {
  const { name, startedAtMs, endedAtMs, exitCode, peakCpuCores, peakMemoryBytes, commit } = run;
  return [
    displayText(name),
    `${texts.day(startedAtMs)} ${texts.clock(startedAtMs)}`,
    exitCode === undefined ? outcomeText(run.outcome) : t('{0} with code {1}', outcomeText(run.outcome), exitCode),
    formatDuration(endedAtMs - startedAtMs),
    ...(peakCpuCores === undefined ? [] : [t('CPU up to {0}', formatText(peakCpuCores, 'cores'))]),
    ...(peakMemoryBytes === undefined ? [] : [t('memory up to {0}', formatText(peakMemoryBytes, 'bytes'))]),
    ...(commit === undefined
      ? []
      : [run.isDirty === true ? t('{0} with changes', commit.slice(0, 8)) : commit.slice(0, 8)]),
  ].join(', ');
}

function outcomeText(outcome: PastRunOutline['outcome']): string {
  return outcome === 'interrupted' ? t('interrupted') : stateText(outcome).toLowerCase();
}
