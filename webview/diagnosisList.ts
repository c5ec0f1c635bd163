import type { Verdict } from '../src/shared/diagnosis';
import { createChangeDetector } from './changeDetector';
import type { Component } from './component';
import { displayText } from './displayText';
import { element, setAttribute, setShown, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';
import { t } from './l10n';

/** What the run suffers from over the time shown: each verdict in a line that opens to its evidence and to what can be done. */
export function createDiagnosisList(): Component {
  const items = element('ul', { class: 'verdicts' });
  const list = createKeyedList<Verdict>(items, ({ kind }) => kind, createVerdict);
  const section = element('section', { class: 'diagnosis', attributes: { 'aria-label': t('Diagnosis') } }, items);
  const hasChanged = createChangeDetector();
  return {
    element: section,
    update({ live }) {
      if (!hasChanged(live.diagnosis)) return;
      setShown(section, live.diagnosis !== undefined);
      list.update(live.diagnosis?.verdicts ?? []);
    },
  };
}

function createVerdict(): ItemView<Verdict> {
  const title = element('span', { class: 'verdict-title' });
  const likely = element('span', { class: 'muted', text: t('likely') });
  const evidence = element('p');
  const advice = element('p', { class: 'muted' });
  const details = element(
    'details',
    {},
    element('summary', {}, title, document.createTextNode(' '), likely),
    evidence,
    advice,
  );
  const item = element('li', {}, details);
  return {
    element: item,
    update(verdict) {
      setAttribute(item, 'data-verdict', verdictTone(verdict));
      setText(title, displayText(verdict.title));
      setShown(likely, verdictTone(verdict) === 'trouble' && verdict.certainty === 'likely');
      setText(evidence, displayText(verdict.evidence.join(' ')));
      setShown(advice, verdict.advice !== undefined);
      setText(advice, displayText(verdict.advice ?? ''));
    },
  };
}

/** How a verdict is to look: as trouble, as all is well, or as nothing to say yet. */
export function verdictTone({ kind }: Verdict): 'trouble' | 'well' | 'open' {
  if (kind === 'healthy') return 'well';
  return kind === 'notEnoughData' ? 'open' : 'trouble';
}
