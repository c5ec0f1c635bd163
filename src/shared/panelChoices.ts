import * as v from 'valibot';
import { decode } from './decoded';
import { CHARTS, type ChartId } from './metrics';
import { shortText } from './schemas';

/** Which span the table of statistics is about. */
export type StatisticsSpan = 'window' | 'run';

/** By which column a table is sorted, and which way. */
export interface Sort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** The tables that a person can sort. */
export type SortedTable = 'statistics' | 'processes';

/** Of charts that draw whatever the program names: the one name that is drawn, where a person chose one. */
export type ChosenNames = Readonly<Partial<Record<ChartId, string>>>;

/** How a person likes to see runs, whichever run it is: kept by the host, so that it outlives the panel's tab. */
export interface PanelChoices {
  /** Whether the charts are shown as a table. */
  readonly isTable: boolean;
  readonly statisticsSpan: StatisticsSpan;
  readonly chosenNames: ChosenNames;
  /** A table that is not named here has the order of the catalogue, or of the tree. */
  readonly sorts: Readonly<Partial<Record<SortedTable, Sort>>>;
}

/** What is seen before anything was chosen. */
export const FIRST_CHOICES: PanelChoices = { isTable: false, statisticsSpan: 'window', chosenNames: {}, sorts: {} };

const sort = v.object({ column: shortText, direction: v.picklist(['ascending', 'descending']) });
const chartId = v.picklist(CHARTS.map(({ id }) => id));

/** Choices as they arrive from outside. */
export const panelChoicesSchema = v.object({
  isTable: v.boolean(),
  statisticsSpan: v.picklist(['window', 'run']),
  chosenNames: v.record(chartId, shortText),
  sorts: v.object({ statistics: v.exactOptional(sort), processes: v.exactOptional(sort) }),
});

/** Reads choices that were kept, by this version, by another, or by nobody knows whom: the first ones where they are not understood. */
export function decodeChoices(kept: unknown): PanelChoices {
  const decoded = decode(panelChoicesSchema, kept);
  return decoded.ok ? decoded.value : FIRST_CHOICES;
}
