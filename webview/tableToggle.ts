import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setText } from './dom';
import { icon } from './icons';
import { t } from './l10n';

/** The button that shows the charts as a table, and as charts again. */
export function createTableToggle(dispatch: Dispatch): Component {
  const text = element('span');
  const toggle = button(
    { class: 'button' },
    () => {
      dispatch({ type: 'toggleTable' });
    },
    icon('table'),
    text,
  );
  return {
    element: toggle,
    update({ choices: { isTable } }) {
      setText(text, isTable ? t('Show as Charts') : t('Show as Table'));
      setAttribute(toggle, 'aria-pressed', String(isTable));
    },
  };
}
