import type { WebviewMessage } from '../src/shared/protocol';
import { createChangeDetector } from './changeDetector';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import { eventEntries, kindText, type EventEntry } from './eventEntries';
import { createKeyedList, type ItemView } from './keyedList';
import { selectedSession, shownView } from './state';
import { createTable } from './table';
import { isWithin } from './timelineItems';
import { rangeOf } from './timeRange';
import { t } from './l10n';

/** So many events are listed, the newest ones. */
const MOST = 200;

interface Row {
  readonly entry: EventEntry;
  readonly isSelected: boolean;
}

/** What happened in the span in sight, newest first. A row moves the crosshair to its moment and selects it in the lane. */
export function createEventList(dispatch: Dispatch, post: (message: WebviewMessage) => void): Component {
  const table = createTable(t('Events'), [
    { title: t('Time'), isNumber: false },
    { title: t('Kind'), isNumber: false },
    { title: t('What happened'), isNumber: false },
  ]);
  const rows = createKeyedList<Row>(
    table.body,
    ({ entry }) => entry.key,
    ({ entry }) =>
      createRow(
        entry,
        () => {
          dispatch({ type: 'selectEvents', keys: [entry.key] });
          dispatch({ type: 'moveCursor', timeMs: entry.fromMs });
        },
        (file) => {
          if (sessionId !== undefined) post({ type: 'openEvidence', sessionId, file });
        },
      ),
  );
  const hasChanged = createChangeDetector();
  let sessionId: string | undefined;
  let lastSelected: readonly string[] = [];
  const section = element('section', { class: 'events' }, table.element);
  return {
    element: section,
    update(state) {
      const session = selectedSession(state);
      const view = shownView(state);
      const { selectedEvents } = state;
      sessionId = session?.id;
      setShown(section, session !== undefined && state.live.series.size > 0);
      if (session === undefined || view === undefined) return;
      if (!hasChanged(state.live, session, view, selectedEvents)) return;
      const range = rangeOf(view, session, state.live.nowMs);
      const within = eventEntries(session, state.live.nowMs).filter((entry) => isWithin(entry, range));
      const listed = within.slice(-MOST).reverse();
      rows.update(listed.map((entry) => ({ entry, isSelected: selectedEvents.includes(entry.key) })));
      setText(table.caption, captionOf(within.length, listed.length));
      // Only when the choice is another: a person may have scrolled since.
      if (lastSelected !== selectedEvents) table.body.querySelector('.selected')?.scrollIntoView({ block: 'nearest' });
      lastSelected = selectedEvents;
    },
  };
}

function captionOf(count: number, listed: number): string {
  if (count === 0) return t('No events in the time shown');
  if (count === listed) return t('Events in the time shown');
  return t('Events in the time shown, the newest {0} of {1}', listed, count);
}

function createRow(first: EventEntry, onSelect: () => void, onOpen: (file: string) => void): ItemView<Row> {
  const file = 'file' in first ? first.file : undefined;
  const time = button({ class: 'row-button', text: localClockText(first.fromMs) }, onSelect);
  const kind = element('td', { class: 'muted', text: kindText(first.kind) });
  const text = element('span');
  const cell = element('td', { class: 'event-text' }, text);
  if (file !== undefined) {
    const open = (): void => {
      onOpen(file);
    };
    cell.append(' ', button({ class: 'link', text: t('Open'), attributes: { title: file } }, open));
  }
  const row = element('tr', { class: 'event' }, element('th', { attributes: { scope: 'row' } }, time), kind, cell);
  row.addEventListener('click', (event) => {
    // A click on a button has done its work already.
    if (!(event.target instanceof HTMLButtonElement)) onSelect();
  });
  return {
    element: row,
    update({ entry, isSelected }) {
      setText(text, entry.text);
      setAttribute(time, 'aria-pressed', String(isSelected));
      row.classList.toggle('selected', isSelected);
    },
  };
}
