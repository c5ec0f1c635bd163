import { INCIDENT_LENGTH, type IncidentFrame } from '../shared/agentFrames';
import { quietly } from './quietly';

/**
 * Tells of exceptions that nobody catches and of warnings, without changing what Node does about them: a listener for
 * `uncaughtException` or `unhandledRejection` would keep the program alive.
 */
export class Incidents {
  constructor(private readonly tell: (frame: IncidentFrame) => void) {
    process.on('uncaughtExceptionMonitor', this.onException);
    process.on('warning', this.onWarning);
  }

  dispose(): void {
    process.off('uncaughtExceptionMonitor', this.onException);
    process.off('warning', this.onWarning);
  }

  private readonly onException = (error: unknown): void => {
    this.pass('exception', error);
  };

  private readonly onWarning = (warning: unknown): void => {
    this.pass('warning', warning);
  };

  private pass(incident: IncidentFrame['incident'], what: unknown): void {
    quietly(() => {
      // Whatever can be thrown can also fail to say what it is.
      const text = String(what).split('\n', 1)[0] ?? '';
      this.tell({ kind: 'incident', incident, text: text.slice(0, INCIDENT_LENGTH) });
    });
  }
}
