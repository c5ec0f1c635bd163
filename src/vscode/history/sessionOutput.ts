import * as vscode from 'vscode';
import { programOutput } from '../../launching/programOutput';
import { Owner } from '../disposables';
import { rootOf } from '../debugSessions';

/** Hands over what programs write, as far as it goes through their debuggers: by the id of the root session. */
export class SessionOutput extends Owner {
  constructor(onOutput: (rootId: string, text: string) => void) {
    super();
    this.register(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) => ({
          onDidSendMessage: (message: unknown) => {
            const text = programOutput(message);
            if (text !== undefined) onOutput(rootOf(session).id, text);
          },
        }),
      }),
    );
  }
}
