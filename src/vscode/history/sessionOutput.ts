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
            onOutput(rootOf(session).id, parsed.output.body.output);
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
  // What a debugger itself says goes elsewhere: js-debug repeats the whole command line there, which is never stored.
  body: v.object({ category: v.picklist(['stdout', 'stderr']), output: v.string() }),
});
