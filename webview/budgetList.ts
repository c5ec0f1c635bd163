import type { BudgetStatus } from '../src/shared/state';
import type { Component } from './component';
import { element, setShown, setText } from './dom';
import { displayText } from './displayText';
import { icon, setIcon, type IconName } from './icons';
import { createKeyedList, type ItemView } from './keyedList';
import { t } from './l10n';
import { selectedSession } from './state';

/** The limits that the run is held to, those that are broken first; hidden where there are none. */
export function createBudgetList(): Component {
  const items = element('ul', { class: 'budgets', attributes: { 'aria-label': t('Budgets') } });
  const list = createKeyedList<BudgetStatus & { readonly key: string }, ItemView<BudgetStatus>>(
    items,
    ({ key }) => key,
    createItem,
  );
  return {
    element: items,
    update(state) {
      const budgets = selectedSession(state)?.budgets ?? [];
      setShown(items, budgets.length > 0);
      const sorted = [...budgets.entries()].map(([index, budget]) => ({ ...budget, key: String(index) }));
      list.update(sorted.sort((one, other) => RANK[one.verdict] - RANK[other.verdict]));
    },
  };
}

const RANK: Readonly<Record<BudgetStatus['verdict'], number>> = { broken: 0, notMeasured: 1, kept: 2 };

const ICONS: Readonly<Record<BudgetStatus['verdict'], IconName>> = {
  broken: 'warning',
  notMeasured: 'info',
  kept: 'ended',
};

function createItem(): ItemView<BudgetStatus> {
  const shape = icon('ended');
  const text = element('span');
  const item = element('li', { class: 'budget' }, shape, text);
  return {
    element: item,
    update({ verdict, text: words }) {
      item.dataset.verdict = verdict;
      setIcon(shape, ICONS[verdict]);
      setText(text, displayText(words));
    },
  };
}
