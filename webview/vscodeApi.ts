import type { WebviewMessage } from '../src/shared/protocol';

/** What VS Code gives a webview: a way to post, and a state that outlives hiding and reloading. */
export interface VsCodeApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** May be called once only. */
  function acquireVsCodeApi(): VsCodeApi;
}
