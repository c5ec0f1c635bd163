import { decodeHostMessage } from '../src/shared/decodeMessage';
import type { WebviewMessage } from '../src/shared/protocol';
import { createFrameScheduler } from './frameScheduler';
import { createPanel } from './panel';
import { decodeSaved, type SavedState } from './savedState';
import { chosenView, initialState, reduce, type Action, type PanelState } from './state';
import './styles.css';
import { readTheme, watchTheme } from './theme';
import { createViewRequests } from './viewRequests';

/** The root of the webview: messages and actions go into the reducer, its state goes onto the page and into the host. */
function main(app: HTMLElement): void {
  const vscode = acquireVsCodeApi();
  const post = (message: WebviewMessage): void => {
    vscode.postMessage(message);
  };
  const saved = decodeSaved(vscode.getState());
  let state = initialState(saved);
  let theme = readTheme();
  const requestView = createViewRequests(
    (view) => {
      post({ type: 'select', view });
    },
    (afterMs, run) => {
      const timer = setTimeout(run, afterMs);
      return () => {
        clearTimeout(timer);
      };
    },
  );
  const panel = createPanel(() => theme, dispatch, post);
  let isScrolledBack = false;
  const frames = createFrameScheduler(document, () => {
    panel.update(state);
    // Only now is there something to be scrolled.
    if (state.isConnected && !isScrolledBack) window.scrollTo(0, saved.scrollY);
    isScrolledBack = state.isConnected;
  });

  function dispatch(action: Action): void {
    const previous = state;
    state = reduce(previous, action);
    if (state === previous) return;
    if (savedPart(previous) !== savedPart(state)) save();
    if (action.type === 'toggleChart') post({ type: 'setCharts', charts: state.chosenCharts });
    // What a snapshot brought, the host has kept already.
    if (action.type !== 'snapshot' && state.choices !== previous.choices)
      post({ type: 'keepChoices', choices: state.choices });
    frames.request();
    if (state.requested !== undefined && state.requested !== previous.requested) requestView(state.requested);
    else if (state.needsSnapshot && state.view !== undefined) dispatch({ type: 'select', view: state.view });
  }

  function save(): void {
    const { selectedEvents } = state;
    const scrollY = isScrolledBack ? window.scrollY : saved.scrollY;
    vscode.setState({ view: chosenView(state), selectedEvents, scrollY } satisfies SavedState);
  }

  let lastFailure = '';
  window.addEventListener('error', ({ message }) => {
    // An error while drawing comes again with each frame; once in the log is enough.
    if (message !== lastFailure) post({ type: 'failed', message: message.slice(0, 1000) });
    lastFailure = message;
  });
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const decoded = decodeHostMessage(event.data);
    if (decoded.ok) dispatch(decoded.value);
    else post({ type: 'failed', message: `a message of the host was not understood: ${decoded.problem}` });
  });
  window.addEventListener('scrollend', save);
  watchTheme((next) => {
    theme = next;
    frames.request();
  });
  app.append(panel.element);
  frames.request();
  post({ type: 'ready', ...(saved.view !== undefined && { view: saved.view }) });
}

/** The part of the state that is saved, as a text that can be compared. */
function savedPart(state: PanelState): string {
  return JSON.stringify([chosenView(state), state.selectedEvents]);
}

const app = document.getElementById('app');
if (app === null) throw new Error('the page has no element with the id "app"');
main(app);
