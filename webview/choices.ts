import type { ChartId } from '../src/shared/metrics';
import type { ChosenNames, PanelChoices, SortedTable, StatisticsSpan } from '../src/shared/panelChoices';
import { nextSort } from './sorting';

/** What a person does to see runs in another way, whichever run it is. */
export type ChoiceAction =
  /** Draws one name only; without one all that can be told apart. */
  | { readonly type: 'chooseName'; readonly chart: ChartId; readonly name: string | undefined }
  | { readonly type: 'toggleTable' }
  | { readonly type: 'showSpan'; readonly span: StatisticsSpan }
  /** A press on the heading of a column. */
  | { readonly type: 'sortTable'; readonly table: SortedTable; readonly column: string };

/** The choices after an action. Pure, like the reducer whose part it is. */
export function choose(choices: PanelChoices, action: ChoiceAction): PanelChoices {
  switch (action.type) {
    case 'chooseName':
      return { ...choices, chosenNames: withName(choices.chosenNames, action.chart, action.name) };
    case 'toggleTable':
      return { ...choices, isTable: !choices.isTable };
    case 'showSpan':
      return { ...choices, statisticsSpan: action.span };
    case 'sortTable': {
      const { [action.table]: sort, ...others } = choices.sorts;
      const next = nextSort(sort, action.column);
      return { ...choices, sorts: next === undefined ? others : { ...others, [action.table]: next } };
    }
  }
}

function withName(names: ChosenNames, chart: ChartId, name: string | undefined): ChosenNames {
  const others = Object.entries(names).filter(([id]) => id !== chart);
  return Object.fromEntries(name === undefined ? others : [...others, [chart, name]]);
}
