import * as v from 'valibot';
import * as vscode from 'vscode';
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
            const parsed = v.safeParse(outputEvent, message);
            if (!parsed.success) return;
            const { category = 'console', output } = parsed.output.body;
            // What the debugger itself says to its makers is not the program's.
            if (category !== 'telemetry') onOutput(rootOf(session).id, output);
          },
        }),
      }),
    );
  }
}

/** Source: Debug Adapter Protocol 1.68, `output`. */
const outputEvent = v.object({
  type: v.literal('event'),
  event: v.literal('output'),
  body: v.object({ category: v.optional(v.string()), output: v.string() }),
});
