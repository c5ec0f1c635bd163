import type { Action, PanelState } from './state';

/** A part of the page: it owns its element and shows a state; what did not change costs nothing. */
export interface Component {
  readonly element: HTMLElement;
  update(state: PanelState): void;
}

/** Sends an action to the reducer. */
export type Dispatch = (action: Action) => void;
