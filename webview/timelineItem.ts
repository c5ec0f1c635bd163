import { button, element, setAttribute, setShown, setText } from './dom';
import type { MarkKind } from './eventEntries';
import { icon, setIcon, type IconName } from './icons';
import type { ItemView } from './keyedList';
import type { TimelineItem } from './timelineItems';
import type { TimeRange } from './timeRange';

/** An item of the lane with what its place depends on. */
export interface PlacedItem {
  readonly item: TimelineItem;
  readonly range: TimeRange;
  readonly isSelected: boolean;
}

/** What a person does with an item. */
export interface ItemActions {
  /** Focus or pointer came to it, or left it. */
  show(item: TimelineItem | undefined): void;
  select(item: TimelineItem): void;
}

/** The height of a row of the lane, pixels. */
export const ROW_PX = 24;

/** Creates the view of one item: a button over its time. */
export function createTimelineItem({ item: first }: PlacedItem, actions: ItemActions): ItemView<PlacedItem> {
  let current = first;
  const shape = icon('info');
  const text = element('span', { class: 'span-text' });
  const mark = button(
    {},
    () => {
      actions.select(current);
    },
    shape,
    text,
  );
  for (const [event, isShown] of Object.entries({
    focus: true,
    pointerenter: true,
    blur: false,
    pointerleave: false,
  })) {
    mark.addEventListener(event, () => {
      actions.show(isShown ? current : undefined);
    });
  }
  const place = element('li', { attributes: { 'data-key': first.key } }, mark);
  return {
    element: place,
    update({ item, range, isSelected }) {
      current = item;
      mark.className = item.kind === 'mark' ? 'mark' : 'span';
      setAttribute(mark, 'aria-label', item.text);
      setAttribute(mark, 'aria-pressed', String(isSelected));
      setText(text, item.text);
      setShown(text, item.kind !== 'mark');
      setIcon(shape, iconOf(item));
      setAttribute(mark, 'data-event', item.kind === 'mark' ? item.event : item.kind);
      setAttribute(mark, 'data-severity', item.kind === 'alert' ? item.severity : undefined);
      placeAt(place, item, range);
    },
  };
}

function placeAt({ style }: HTMLElement, item: TimelineItem, range: TimeRange): void {
  if (item.kind === 'mark') {
    // A mark is 20 px wide: at the ends it stands inside the lane as a whole.
    style.left = `clamp(10px, ${percent(item.timeMs, range)}, calc(100% - 10px))`;
    style.removeProperty('width');
    style.top = 'calc(100% - 26px)';
    return;
  }
  style.left = percent(item.fromMs, range);
  style.width = percent(range.fromMs + item.toMs - item.fromMs, range);
  style.top = `${4 + item.row * ROW_PX}px`;
}

function iconOf(item: TimelineItem): IconName {
  switch (item.kind) {
    case 'pause':
      return 'paused';
    case 'alert':
      return 'warning';
    case 'mark':
      return MARK_ICONS[item.event];
  }
}

const MARK_ICONS: Readonly<Record<MarkKind, IconName>> = {
  mark: 'flag',
  captured: 'evidence',
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
  gc: 'garbage',
  anomaly: 'lost',
  budgetBroken: 'warning',
};

function percent(timeMs: number, { fromMs, toMs }: TimeRange): string {
  return `${(((timeMs - fromMs) / (toMs - fromMs)) * 100).toFixed(3)}%`;
}
