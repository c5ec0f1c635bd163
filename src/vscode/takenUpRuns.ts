import type * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import { Owner } from './disposables';
import type { HistoryFeatures } from './history/historyFeatures';
import type { Runs } from './runs';
import type { RuntimeAgent } from './runtimeAgent';
import { WatchedRuns } from './watchedRuns';

/** The parts that have to do with runs of before a reload. */
export interface RunParts {
  readonly hub: MonitorHub;
  readonly log: vscode.LogOutputChannel;
  readonly runs: Runs;
  readonly history: HistoryFeatures;
  readonly runtimeAgent: RuntimeAgent;
  readonly memento: vscode.Memento;
}

/**
 * Takes up the runs that went on while the window was reloaded, and remembers from then on what is watched; then puts
 * the runs that are kept in order. What fails is in the log.
 */
export class TakenUpRuns extends Owner {
  constructor({ hub, log, runs, history, runtimeAgent, memento }: RunParts) {
    super();
    const watchedRuns = new WatchedRuns(memento, (text) => {
      log.info(text);
    });
    history.earlierRuns
      .toResume(watchedRuns.remembered())
      .then((left) => runs.resume(left))
      .then(
        () =>
          this.register({
            dispose: hub.onUpdate(() => {
              watchedRuns.remember(hub.sessions(), (id) => hub.monitor(id)?.facts.workspaceFolder);
            }),
          }),
        (error: unknown) => {
          log.error(`Runs of before the reload could not be taken up: ${String(error)}`);
        },
      )
      .then(() => runtimeAgent.resume())
      .then(() => history.settle())
      .catch((error: unknown) => {
        log.error(`The runs that are kept could not be put in order: ${String(error)}`);
      });
  }
}
