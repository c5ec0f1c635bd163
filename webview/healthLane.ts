import { createChangeDetector } from './changeDetector';
import type { Component } from './component';
import { element, setAttribute, setShown, setText } from './dom';
import { checkStateText, healthSpans, type HealthSpan } from './healthSpans';
import { createKeyedList } from './keyedList';
import { selectedSession, shownView } from './state';
import { rangeOf, type TimeRange } from './timeRange';
import { t } from './l10n';

interface PlacedSpan {
  readonly span: HealthSpan;
  readonly range: TimeRange;
}

/** One lane of health over the range of the charts, for sessions that are asked whether they are well. */
export function createHealthLane(): Component {
  const lane = element('ul', { class: 'lane health-lane', attributes: { 'aria-label': t('Health') } });
  const heading = element('div', { class: 'chart-heading' }, element('h2', { text: t('Health') }));
  const section = element('section', { class: 'health' }, heading, lane);
  const hasChanged = createChangeDetector();
  const list = createKeyedList<PlacedSpan>(lane, ({ span }) => `${span.state} ${span.fromMs}`, createSpan);
  return {
    element: section,
    update(state) {
      const session = selectedSession(state);
      const view = shownView(state);
      const { nowMs } = state.live;
      if (session === undefined || view === undefined) {
        setShown(section, false);
        return;
      }
      if (!hasChanged(state.live, session, view)) return;
      const range = rangeOf(view, session, nowMs);
      const spans = healthSpans(session, range, nowMs);
      setShown(section, spans.length > 0);
      list.update(spans.map((span) => ({ span, range })));
    },
  };
}

function createSpan(): { readonly element: HTMLElement; update(placed: PlacedSpan): void } {
  const text = element('span', { class: 'span-text' });
  const place = element('li', {}, text);
  return {
    element: place,
    update({ span, range }) {
      const lengthMs = range.toMs - range.fromMs;
      place.style.left = `${(((span.fromMs - range.fromMs) / lengthMs) * 100).toFixed(3)}%`;
      place.style.width = `${(((span.toMs - span.fromMs) / lengthMs) * 100).toFixed(3)}%`;
      setAttribute(place, 'data-check', span.state);
      setAttribute(place, 'title', span.text);
      setAttribute(place, 'aria-label', span.text);
      setText(text, checkStateText(span.state));
    },
  };
}
