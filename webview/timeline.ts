import { createChangeDetector } from './changeDetector';
import { localClockText } from './clockText';
import type { Component, Dispatch } from './component';
import { button, element, setAttribute, setShown, setText } from './dom';
import { icon, setIcon, type IconName } from './icons';
import { createKeyedList, type ItemView } from './keyedList';
import { selectedSession, shownView } from './state';
import { timelineItems, type MarkKind, type TimelineItem } from './timelineItems';
import { rangeOf, type TimeRange } from './timeRange';

interface Placed {
  readonly item: TimelineItem;
  readonly range: TimeRange;
}

/**
 * One lane of events under the charts, over the same range of time: pauses as spans, everything else as marks. Focus or
 * pointer on an item moves the crosshair there and says in words what happened; left and right go from one to the next.
 */
export function createTimeline(dispatch: Dispatch): Component {
  const readout = element('span', { class: 'timeline-readout' });
  const lane = element('ul', { class: 'lane' });
  const heading = element('div', { class: 'chart-heading' }, element('h2', { text: 'Events' }), readout);
  const section = element('section', { class: 'timeline' }, heading, lane);
  const hasChanged = createChangeDetector();
  let focusedKey: string | undefined;
  const list = createKeyedList<Placed>(
    lane,
    ({ item }) => item.key,
    ({ item }) =>
      createItem(item.key, (shown) => {
        dispatch({ type: 'moveCursor', timeMs: shown === undefined ? undefined : momentOf(shown) });
        setText(readout, shown?.text ?? '');
        if (shown !== undefined) focusedKey = shown.key;
      }),
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
      if (session === undefined || view === undefined || !hasChanged(state.live, session, view)) return;
      const range = rangeOf(view, session, state.live.nowMs);
      const items = timelineItems(session, range, localClockText);
      list.update(items.map((item) => ({ item, range })));
      keepOneInTabOrder(
        lane,
        items.findIndex((item) => item.key === focusedKey),
      );
    },
  };
}

/** The lane is one stop of the Tab key, however many events it holds. */
function keepOneInTabOrder(lane: HTMLElement, focused: number): void {
  const buttons = lane.querySelectorAll('button');
  const stop = focused < 0 ? buttons.length - 1 : focused;
  buttons.forEach((one, index) => {
    setAttribute(one, 'tabindex', index === stop ? '0' : '-1');
  });
}

function createItem(key: string, onShow: (item: TimelineItem | undefined) => void): ItemView<Placed> {
  let current: TimelineItem | undefined;
  const shape = icon('info');
  const text = element('span', { class: 'span-text' });
  const mark = button({}, () => undefined, shape, text);
  const show = (): void => {
    onShow(current);
  };
  const hide = (): void => {
    onShow(undefined);
  };
  mark.addEventListener('focus', show);
  mark.addEventListener('pointerenter', show);
  mark.addEventListener('blur', hide);
  mark.addEventListener('pointerleave', hide);
  const place = element('li', { attributes: { 'data-key': key } }, mark);
  return {
    element: place,
    update({ item, range }) {
      current = item;
      mark.className = item.kind === 'pause' ? 'span' : 'mark';
      setAttribute(mark, 'aria-label', item.text);
      setText(text, item.text);
      setShown(text, item.kind === 'pause');
      setIcon(shape, item.kind === 'pause' ? 'paused' : MARK_ICONS[item.event]);
      setAttribute(mark, 'data-event', item.kind === 'pause' ? undefined : item.event);
      // A mark is 20 px wide: at the ends it stands inside the lane as a whole.
      place.style.left =
        item.kind === 'pause'
          ? percent(item.fromMs, range)
          : `clamp(10px, ${percent(item.timeMs, range)}, calc(100% - 10px))`;
      place.style.width = item.kind === 'pause' ? percent(range.fromMs + item.toMs - item.fromMs, range) : '';
    },
  };
}

const MARK_ICONS: Readonly<Record<MarkKind, IconName>> = {
  started: 'started',
  processStarted: 'processStarted',
  processExited: 'processExited',
  restarted: 'restarted',
  ended: 'ended',
  crashed: 'crashed',
  lost: 'lost',
  suspended: 'warning',
  stalled: 'warning',
  evicted: 'info',
  exception: 'crashed',
  warning: 'warning',
  alertFired: 'warning',
  alertResolved: 'info',
  anomaly: 'info',
};

function momentOf(item: TimelineItem): number {
  return item.kind === 'pause' ? item.fromMs : item.timeMs;
}

function percent(timeMs: number, { fromMs, toMs }: TimeRange): string {
  return `${(((timeMs - fromMs) / (toMs - fromMs)) * 100).toFixed(3)}%`;
}
