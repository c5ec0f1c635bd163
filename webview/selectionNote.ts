import { processKey } from '../src/shared/sample';
import type { Component, Dispatch } from './component';
import { displayText } from './displayText';
import { button, element, setShown, setText } from './dom';
import { chosenView, selectedSession, type PanelState } from './state';
import { viewWithProcess } from './viewChanges';
import { t } from './l10n';

/** Says that charts and statistics show one process only, with the way back to the whole tree. */
export function createSelectionNote(dispatch: Dispatch): Component {
  let current: PanelState | undefined;
  const showAll = (): void => {
    const view = current === undefined ? undefined : chosenView(current);
    if (view !== undefined) dispatch({ type: 'select', view: viewWithProcess(view, undefined) });
  };
  const text = element('span', { class: 'selection-text' });
  const note = element(
    'div',
    { class: 'selection' },
    text,
    button({ class: 'link', text: t('Show all processes') }, showAll),
  );
  return {
    element: note,
    update(state) {
      current = state;
      const selected = state.view?.process;
      setShown(note, selected !== undefined);
      const process = selectedSession(state)?.processes.find((one) => processKey(one) === selected);
      const name = process === undefined ? t('one process') : `${displayText(process.name)} (${process.pid})`;
      // A run with very many processes keeps values for as many as it has room for.
      const isEmpty = state.live.series.size === 0 && process?.alive === true;
      setText(text, [t('Showing {0} only.', name), ...(isEmpty ? [NOT_KEPT] : [])].join(' '));
    },
  };
}

const NOT_KEPT = t(
  'There are no values of it over time: it has only just begun, or this run has so many processes that there is no room left.',
);
