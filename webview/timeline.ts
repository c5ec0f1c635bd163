import { createChangeDetector } from './changeDetector';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { element, setAttribute, setShown, setText } from './dom';
import { eventEntries } from './eventEntries';
import { createKeyedList } from './keyedList';
import { selectedSession, shownView } from './state';
import { createTimelineItem, ROW_PX, type PlacedItem } from './timelineItem';
import { timelineItems, type TimelineItem } from './timelineItems';
import { rangeOf } from './timeRange';
import { t } from './l10n';

/**
 * One lane of events under the charts, over the same range of time: pauses and alerts as spans, everything else as
 * marks. Focus or pointer on an item moves the crosshair there and says in words what happened; left and right go from
 * one to the next; a click, Enter or Space selects it, so that the list of events shows it too.
 */
export function createTimeline(dispatch: Dispatch): Component {
  const readout = element('span', { class: 'timeline-readout' });
  const lane = element('ul', { class: 'lane', attributes: { 'aria-label': t('Events') } });
  const heading = element('div', { class: 'chart-heading' }, element('h2', { text: t('Events') }), readout);
  const section = element('section', { class: 'timeline' }, heading, lane);
  const hasChanged = createChangeDetector();
  let focusedKey: string | undefined;
  const actions = {
    show(shown: TimelineItem | undefined): void {
      dispatch({ type: 'moveCursor', timeMs: shown === undefined ? undefined : momentOf(shown) });
      setText(readout, shown?.text ?? '');
      if (shown !== undefined) focusedKey = shown.key;
    },
    select({ entries }: TimelineItem): void {
      dispatch({ type: 'selectEvents', keys: entries });
    },
  };
  const list = createKeyedList<PlacedItem>(
    lane,
    ({ item }) => item.key,
    (placed) => createTimelineItem(placed, actions),
  );
  lane.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const buttons = [...lane.querySelectorAll('button')];
    const at = buttons.findIndex((one) => one === document.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[at + step]?.focus();
  });
  return {
    element: section,
    update(state) {
      const session = selectedSession(state);
      setShown(section, session !== undefined && state.live.series.size > 0);
      const view = shownView(state);
      const { selectedEvents } = state;
      if (session === undefined || view === undefined) return;
      if (!hasChanged(state.live, session, view, selectedEvents)) return;
      const range = rangeOf(view, session, state.live.nowMs);
      const items = timelineItems(eventEntries(session, state.live.nowMs), range, localClockText);
      const isSelected = ({ entries }: TimelineItem): boolean => entries.some((key) => selectedEvents.includes(key));
      lane.style.height = `${heightOf(items)}px`;
      list.update(items.map((item) => ({ item, range, isSelected: isSelected(item) })));
      keepOneInTabOrder(
        lane,
        items.findIndex((item) => item.key === focusedKey),
      );
    },
  };
}

/** Rows for spans, one at least, and one for marks. */
function heightOf(items: readonly TimelineItem[]): number {
  const rows = Math.max(1, ...items.map((item) => (item.kind === 'mark' ? 0 : item.row + 1)));
  return (rows + 1) * ROW_PX + 8;
}

/** The lane is one stop of the Tab key, however many events it holds. */
function keepOneInTabOrder(lane: HTMLElement, focused: number): void {
  const buttons = lane.querySelectorAll('button');
  const stop = focused < 0 ? buttons.length - 1 : focused;
  buttons.forEach((one, index) => {
    setAttribute(one, 'tabindex', index === stop ? '0' : '-1');
  });
}

function momentOf(item: TimelineItem): number {
  return item.kind === 'mark' ? item.timeMs : item.fromMs;
}
