import * as vscode from 'vscode';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';
import type { StepPorts } from './stepTelling';

/** Tells what steps of a debugger took. What does so is loaded with the first debug session. */
export class StepFeatures extends Owner {
  constructor(ports: StepPorts) {
    super();
    const telling = laterPart(async () => {
      const { StepTelling } = await import('./stepTelling');
      return this.register(new StepTelling(ports));
    });
    this.register(
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: (session) =>
          telling().then(
            (part) => part.track(session),
            (error: unknown) => {
              ports.log(`What steps take is not told: ${String(error)}`);
              return undefined;
            },
          ),
      }),
    );
  }
}
