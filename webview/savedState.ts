import { CHARTS, type ChartId } from '../src/shared/metrics';
import { decodeView, type View } from '../src/shared/view';

/** Which span the table of statistics is about. */
export type StatisticsSpan = 'window' | 'run';

/** What outlives hiding, moving and reloading the panel. */
export interface SavedState {
  readonly view: View | undefined;
  readonly chosenNames: ChosenNames;
  readonly statisticsSpan: StatisticsSpan;
  readonly isTable: boolean;
}

/** Of charts that draw whatever the program names: the one name that is drawn, where a person chose one. */
export type ChosenNames = Readonly<Partial<Record<ChartId, string>>>;

/** Reads what was saved, by this version, by another, or by nobody knows whom: what is not understood is ignored. */
export function decodeSaved(saved: unknown): SavedState {
  const fields: Partial<Record<keyof SavedState, unknown>> = typeof saved === 'object' && saved !== null ? saved : {};
  return {
    view: decodeView(fields.view),
    chosenNames: decodeNames(fields.chosenNames),
    statisticsSpan: fields.statisticsSpan === 'run' ? 'run' : 'window',
    isTable: fields.isTable === true,
  };
}

/** The charts with one added or taken away, in the order of the catalogue. */
export function toggled(chosen: readonly ChartId[], chart: ChartId): readonly ChartId[] {
  return inOrder((id) => (id === chart ? !chosen.includes(id) : chosen.includes(id)));
}

function decodeNames(saved: unknown): ChosenNames {
  if (typeof saved !== 'object' || saved === null) return {};
  const names: Readonly<Partial<Record<ChartId, unknown>>> = saved;
  return Object.fromEntries(
    CHARTS.flatMap(({ id }) => {
      const name = names[id];
      return typeof name === 'string' ? [[id, name] as const] : [];
    }),
  );
}

function inOrder(isChosen: (id: ChartId) => boolean): readonly ChartId[] {
  return CHARTS.map((chart) => chart.id).filter(isChosen);
}
