import { cpuUncertaintyCores } from '../src/shared/cpuUncertainty';
import type { ChartId, MetricName } from '../src/shared/metrics';
import { starvation } from '../src/shared/starvation';
import { formatText } from '../src/shared/units';
import { localClockText } from './clockText';
import { hiddenLines } from './chartModel';
import { selectedSession, type Frame, type PanelState } from './state';
import { t } from './l10n';

/** What has to be known to read a chart rightly, of which one `name` may be drawn only; the empty text for nothing. */
export function chartNote(chart: ChartId, state: PanelState, frame: Frame, name?: string): string {
  switch (chart) {
    case 'cpu':
      return cpuNote(state, frame);
    case 'memory':
      return memoryNote(state);
    case 'application':
    case 'applicationRates':
    case 'applicationDistributions':
      return [linesNote(chart, frame, name), droppedNote(frame)].flat().join(' · ');
    case 'resources':
      return linesNote(chart, frame, name).join('');
    case 'eventLoop':
    case 'requests':
    case 'responseTime':
    case 'heap':
    case 'utilization':
    case 'garbage':
    case 'sentRequests':
    case 'io':
    case 'disk':
    case 'threads':
    case 'descriptors':
    case 'switches':
    case 'faults':
    case 'machine':
    case 'machineMemory':
      return '';
  }
}

/** That not all is drawn. */
function linesNote(chart: ChartId, frame: Frame, name: string | undefined): readonly string[] {
  const hidden = hiddenLines(chart, frame.series, name);
  return hidden === 0 ? [] : [t('{0} more not drawn', hidden)];
}

/** That not all that the program told was taken. */
function droppedNote({ statistics }: Frame): readonly string[] {
  const dropped = statistics.find(({ metric }) => metric === 'process_monitor.agent.dropped')?.run?.sum ?? 0;
  const count = Math.round(dropped);
  if (count === 0) return [];
  if (count === 1) return [t('1 value dropped: too many series, names too long, or no numbers')];
  return [t('{0} values dropped: too many series, names too long, or no numbers', count)];
}

/** That the program gets less of the processors than it wants, and how exact the values are at a short interval. */
function cpuNote(state: PanelState, frame: Frame): string {
  if (selectedSession(state)?.endedAtMs !== undefined) return '';
  const starved = starvation(
    shownSum('process.cpu.time', state, frame),
    shownSum('process.cpu.wait_time', state, frame),
  );
  const starvedText =
    starved === undefined
      ? []
      : t('Starved: wanted {0}, got {1}', coresText(starved.wantedCores), coresText(starved.gotCores));
  return [starvedText, uncertaintyText(state)].flat().join(' · ');
}

function uncertaintyText(state: PanelState): readonly string[] {
  const { intervalMs } = state.monitor ?? {};
  const cores = intervalMs === undefined ? undefined : cpuUncertaintyCores(intervalMs);
  if (intervalMs === undefined || cores === undefined) return [];
  const isTree = state.view?.process === undefined && (selectedSession(state)?.processes.length ?? 0) > 1;
  const text = formatText(cores, 'cores');
  return [isTree ? t('±{0} for each process at {1} ms', text, intervalMs) : t('±{0} at {1} ms', text, intervalMs)];
}

/** The sum of a metric's present values over what is shown; `undefined` where one of them is not known. */
function shownSum(metric: MetricName, { view }: PanelState, { processes }: Frame): number | undefined {
  const shown = processes.filter(({ key }) => view?.process === undefined || key === view.process);
  const values = shown.map(({ values: { [metric]: value } }) => value);
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
}

/** `1 core`, `1.5 cores`. */
function coresText(cores: number): string {
  const rounded = Number(cores.toFixed(1));
  return rounded === 1 ? t('1 core') : t('{0} cores', rounded);
}

/** What was measured on demand, and when: `Proportional: 123 MB at 14:32:05`. */
function proportionalText({ proportionalMemory: measured, view }: PanelState): readonly string[] {
  if (measured === undefined || measured.sessionId !== view?.sessionId) return [];
  const shown = measured.processes.filter(({ key }) => view.process === undefined || key === view.process);
  const time = localClockText(measured.timeMs);
  const unreadable = view.process === undefined ? measured.unreadable : [];
  const missing = unreadable.length === 0 ? [] : [t('without {0}, which may not be read', unreadable.join(', '))];
  if (shown.length === 0) return [[t('Proportional memory could not be read at {0}', time), ...missing].join(', ')];
  const bytes = shown.reduce((sum, process) => sum + process.bytes, 0);
  return [[t('Proportional: {0} at {1}', formatText(bytes, 'bytes'), time), ...missing].join(', ')];
}

/** A sum over several processes is not what the machine would get back: the panel says so where it is shown. */
function memoryNote(state: PanelState): string {
  const processes = selectedSession(state)?.processes ?? [];
  const alive = processes.filter((process) => process.alive).length;
  // Of a run that is over, all processes have exited.
  const count = alive === 0 ? processes.length : alive;
  const isSum = state.view?.process === undefined && count > 1;
  const sumText = isSum ? [t('Sum over {0} processes; shared pages count more than once', count)] : [];
  return [...sumText, ...proportionalText(state)].join(' · ');
}
