import type { Verdict } from '../src/shared/diagnosis';
import type { WebviewMessage } from '../src/shared/protocol';
import { captureText } from './captureText';
import { createChangeDetector } from './changeDetector';
import type { Component } from './component';
import { displayText } from './displayText';
import { button, element, setAttribute, setShown, setText } from './dom';
import { createKeyedList, type ItemView } from './keyedList';
import { selectedSession } from './state';
import { t } from './l10n';

/** What the run suffers from over the time shown: each verdict in a line that opens to its evidence and to what can be done. */
export function createDiagnosisList(post: (message: WebviewMessage) => void): Component {
  const items = element('ul', { class: 'verdicts' });
  let sessionId: string | undefined;
  const list = createKeyedList<ShownVerdict>(
    items,
    ({ verdict }) => verdict.kind,
    () =>
      createVerdict(({ capture: kind, process }) => {
        if (sessionId === undefined || kind === undefined) return;
        post({ type: 'takeEvidence', sessionId, kind, ...(process === undefined ? {} : { process }) });
      }),
  );
  const section = element('section', { class: 'diagnosis', attributes: { 'aria-label': t('Diagnosis') } }, items);
  const hasChanged = createChangeDetector();
  return {
    element: section,
    update(state) {
      const { live } = state;
      const session = selectedSession(state);
      sessionId = session?.id;
      const isLive = session !== undefined && session.endedAtMs === undefined;
      const isMeasured = live.series.size > 0;
      if (!hasChanged(live.diagnosis, isLive, isMeasured)) return;
      // Before there are values the notice says all that there is to say.
      setShown(section, live.diagnosis !== undefined && isMeasured);
      list.update((live.diagnosis?.verdicts ?? []).map((verdict) => ({ verdict, isLive })));
    },
  };
}

/** A verdict, and whether evidence can still be taken. */
interface ShownVerdict {
  readonly verdict: Verdict;
  readonly isLive: boolean;
}

function createVerdict(onTake: (verdict: Verdict) => void): ItemView<ShownVerdict> {
  let shown: Verdict | undefined;
  const title = element('span', { class: 'verdict-title' });
  const likely = element('span', { class: 'muted', text: t('likely') });
  const evidence = element('p');
  const advice = element('p', { class: 'muted' });
  const take = button({ class: 'link' }, () => {
    if (shown !== undefined) onTake(shown);
  });
  const details = element(
    'details',
    {},
    element('summary', {}, title, document.createTextNode(' '), likely),
    evidence,
    advice,
    take,
  );
  const item = element('li', {}, details);
  return {
    element: item,
    update({ verdict, isLive }) {
      shown = verdict;
      setAttribute(item, 'data-verdict', verdictTone(verdict));
      setText(title, displayText(verdict.title));
      setShown(likely, verdictTone(verdict) === 'trouble' && verdict.certainty === 'likely');
      setText(evidence, displayText(verdict.evidence.join(' ')));
      setShown(advice, verdict.advice !== undefined);
      setText(advice, displayText(verdict.advice ?? ''));
      setShown(take, isLive && verdict.capture !== undefined);
      setText(take, verdict.capture === undefined ? '' : captureText(verdict.capture));
    },
  };
}

/** How a verdict is to look: as trouble, as all is well, or as nothing to say yet. */
export function verdictTone({ kind }: Verdict): 'trouble' | 'well' | 'open' {
  if (kind === 'healthy') return 'well';
  return kind === 'notEnoughData' ? 'open' : 'trouble';
}
