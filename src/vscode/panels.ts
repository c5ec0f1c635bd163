import type * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import type { EvidenceFeatures } from './evidence/evidenceFeatures';
import type { HistoryFeatures } from './history/historyFeatures';
import { addMark } from './marks';
import { KeptChoices } from './keptChoices';
import { PanelHost } from './panelHost';
import type { Picking } from './picking';
import { endProcessOf } from './processEnding';
import type { Runs } from './runs';
import type { Sampling } from './sampling';

/** The parts that panels ask for what they show, and hand over to what a person wants. */
export interface PanelParts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  /** Where the choices of its person are kept. */
  readonly memento: vscode.Memento;
  readonly sampling: Sampling;
  readonly history: HistoryFeatures;
  readonly runs: Runs;
  readonly picking: Picking;
  readonly evidence: EvidenceFeatures;
  /** Aligns the runs that are compared at a mark, without one at their start. */
  align(mark: string | undefined): Promise<void>;
}

/** The panels of the window; what fails of what a person asks for in one is in the log. */
export function createPanels(parts: PanelParts): PanelHost {
  const { hub, clock, log, extensionUri, sampling, history, runs, picking, evidence } = parts;
  const logFailure = (work: Promise<unknown>, what: string): void => {
    work.catch((error: unknown) => {
      log.error(`${what}: ${String(error)}`);
    });
  };
  return new PanelHost({
    hub,
    clock,
    log,
    extensionUri,
    choices: new KeptChoices(parts.memento),
    status: () => sampling.status(),
    measure: (work) => sampling.measure(work),
    pastRuns: () => history.outlinesOfPastRuns(),
    load: (sessionId) => history.load(sessionId),
    stopMonitoring: (sessionId) => {
      runs.stop(sessionId);
    },
    alignComparison: (mark) => {
      logFailure(parts.align(mark), 'The runs could not be aligned');
    },
    addMark: (sessionId) => {
      logFailure(addMark(hub, clock, sessionId), 'A mark could not be added');
    },
    openEvidence: (sessionId, file) => {
      logFailure(evidence.open(sessionId, file), 'Evidence could not be opened');
    },
    endProcess: (sessionId, key) => {
      const ports = { hub, clock, findAgain: sampling.findAgain.bind(sampling) };
      logFailure(endProcessOf(ports, sessionId, key), 'A process could not be ended');
    },
    measurePss: async (sessionId) => {
      const members = hub.monitor(sessionId)?.livingProcesses();
      if (members === undefined) return undefined;
      const memory = await sampling.measureProportionalMemory(sessionId, members);
      hub.ingest(sessionId, { kind: 'measured', timeMs: memory.timeMs, memory });
      return memory;
    },
    pickProcess: (sessionId) => {
      logFailure(picking.monitorProcess(sessionId), 'Picking a process failed');
    },
  });
}
