import { CHARTS, type ChartId } from '../src/shared/metrics';
import { decodeView, type View } from '../src/shared/view';

/** What the tab itself keeps while it is hidden, moved or reloaded: what is about the run that it shows. */
export interface SavedState {
  readonly view: View | undefined;
  /** The keys of the events that are selected. */
  readonly selectedEvents: readonly string[];
  /** How far the page is scrolled, pixels. */
  readonly scrollY: number;
}

/** Reads what was saved, by this version, by another, or by nobody knows whom: what is not understood is ignored. */
export function decodeSaved(saved: unknown): SavedState {
  const fields: Partial<Record<keyof SavedState, unknown>> = typeof saved === 'object' && saved !== null ? saved : {};
  const { view, selectedEvents, scrollY } = fields;
  const isList = Array.isArray(selectedEvents) && selectedEvents.every((key) => typeof key === 'string');
  return {
    view: decodeView(view),
    selectedEvents: isList ? selectedEvents : [],
    scrollY: typeof scrollY === 'number' && scrollY > 0 ? scrollY : 0,
  };
}

/** The charts with one added or taken away, in the order of the catalogue. */
export function toggled(chosen: readonly ChartId[], chart: ChartId): readonly ChartId[] {
  return CHARTS.map(({ id }) => id).filter((id) => (id === chart ? !chosen.includes(id) : chosen.includes(id)));
}
