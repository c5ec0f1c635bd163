import type { Comparison } from '../src/shared/comparison';
import type { WebviewMessage } from '../src/shared/protocol';
import { localClockText, localDayText } from './clockText';
import { createOverlayChart } from './overlayChart';
import type { Component, Dispatch } from './component';
import { button, element, setShown, setText } from './dom';
import { displayText } from './displayText';
import { t } from './l10n';
import { createPicker } from './picker';
import { createTable } from './table';

/** Runs that are held against each other: a table of what differs, and their lines one over the other. */
export function createComparisonView(dispatch: Dispatch, post: (message: WebviewMessage) => void): Component {
  const heading = element('h2', { class: 'comparison-heading' });
  const alignment = createPicker(t('Aligned at'), (value) => {
    post({ type: 'alignComparison', ...(value === '' ? {} : { mark: value }) });
  });
  const close = button({ class: 'button', text: t('Close comparison') }, () => {
    dispatch({ type: 'closeComparison' });
    post({ type: 'closeComparison' });
  });
  const bar = element('div', { class: 'comparison-bar' }, heading, alignment.element, close);
  const content = element('div');
  const view = element('section', { class: 'comparison', attributes: { 'aria-label': t('Comparison') } }, bar, content);
  let shown: Comparison | undefined;
  return {
    element: view,
    update({ comparison }) {
      setShown(view, comparison !== undefined);
      if (comparison === undefined || comparison === shown) return;
      shown = comparison;
      setText(
        heading,
        comparison.runs
          .map(({ name }) => displayText(name))
          .filter(isFirst)
          .join(', '),
      );
      const marks = comparison.marks.map((mark) => ({ value: mark, text: t('Aligned at {0}', displayText(mark)) }));
      alignment.update([{ value: '', text: t('Aligned at the start') }, ...marks], comparison.mark ?? '');
      content.replaceChildren(
        tableOf(comparison),
        element(
          'div',
          { class: 'overlays' },
          ...comparison.charts.map((chart) => createOverlayChart(chart, labels(comparison))),
        ),
      );
    },
  };
}

function isFirst(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

/** Each run by the moment at which it began. */
function labels({ runs }: Comparison): readonly string[] {
  return runs.map(({ startedAtMs }) => `${localDayText(startedAtMs)} ${localClockText(startedAtMs)}`);
}

function tableOf(comparison: Comparison): HTMLElement {
  const [first = '', ...others] = labels(comparison);
  const table = createTable(t('Comparison'), [
    { title: t('Metric'), isNumber: false },
    { title: first, help: t('The median of the run that the others are compared with'), isNumber: true },
    ...others.flatMap((label) => [
      { title: label, help: t('The median of this run'), isNumber: true },
      { title: t('Difference'), isNumber: false },
    ]),
  ]);
  setText(table.caption, t('Medians; pauses left out. A difference is told only where it is more than noise.'));
  for (const { title, before, others: cells } of comparison.rows) {
    const row = element(
      'tr',
      {},
      element('th', { text: displayText(title), attributes: { scope: 'row' } }),
      element('td', { class: 'number', text: before }),
      ...cells.flatMap(({ value, verdict, meaning }) => [
        element('td', { class: 'number', text: value }),
        element('td', { class: `verdict verdict-${verdict}`, text: displayText(meaning) }),
      ]),
    );
    table.body.append(row);
  }
  return table.element;
}
