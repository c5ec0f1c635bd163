import type * as vscode from 'vscode';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import type { PastRunOutline } from '../shared/pastRunOutline';
import type { ProportionalMemory } from '../shared/proportionalMemory';
import type { ProcessKey } from '../shared/sample';
import type { MonitorStatus } from '../shared/state';
import type { KeptChoices } from './keptChoices';

/** What a panel needs of the rest. */
export interface PanelPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** How a person likes to see runs. */
  readonly choices: KeptChoices;
  status(): MonitorStatus;
  /** Runs work at the monitor's own cost. */
  measure<T>(work: () => T): T;
  /** Runs of earlier times; the same list until something of it has changed. */
  pastRuns(): readonly PastRunOutline[];
  /** Opens the past run behind a session id; does nothing for any other. Never rejects. */
  load(sessionId: string): Promise<void>;
  stopMonitoring(sessionId: string): void;
  /** Aligns the runs of the comparison at a mark, without one at their starts. */
  alignComparison(mark: string | undefined): void;
  addMark(sessionId: string): void;
  openEvidence(sessionId: string, file: string): void;
  endProcess(sessionId: string, process: ProcessKey): void;
  pickProcess(sessionId: string | undefined): void;
  /** Measures the proportional memory of a session's tree; undefined where there is no such session. */
  measurePss(sessionId: string): Promise<ProportionalMemory | undefined>;
}
