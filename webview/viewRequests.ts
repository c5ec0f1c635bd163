import type { View } from '../src/shared/view';

/** While a span is moved, the host is asked for it no more often than this. */
const EVERY_MS = 120;

/** Runs a callback after some milliseconds; the returned function cancels it. */
export type Schedule = (afterMs: number, run: () => void) => () => void;

/**
 * Asks the host for views: at once where it is another session, process or window; spans that follow each other quickly
 * only now and then, and the last of them always.
 */
export function createViewRequests(send: (view: View) => void, schedule: Schedule): (view: View) => void {
  let waiting: View | undefined;
  let cancel: (() => void) | undefined;
  const rest = (): void => {
    cancel = schedule(EVERY_MS, () => {
      cancel = undefined;
      if (waiting === undefined) return;
      const view = waiting;
      waiting = undefined;
      send(view);
      rest();
    });
  };
  return (view) => {
    if (view.range === undefined) {
      cancel?.();
      cancel = waiting = undefined;
      send(view);
    } else if (cancel === undefined) {
      send(view);
      rest();
    } else {
      waiting = view;
    }
  };
}
