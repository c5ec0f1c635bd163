import * as vscode from 'vscode';
import { endProcess, type EndOutcome, type EndPorts } from '../launching/processes/endProcess';
import type { MonitorHub } from '../monitoring/monitorHub';
import type { Clock } from '../shared/clock';
import { processKey, type ProcessIdentity, type ProcessInfo, type ProcessKey, type SessionId } from '../shared/sample';

/** What ending processes needs of the rest. */
export interface ProcessEndingPorts {
  readonly hub: MonitorHub;
  readonly clock: Clock;
  /** The process as the system has it now; undefined where this very one is no longer there. */
  readonly findAgain: (process: ProcessIdentity) => Promise<ProcessInfo | undefined>;
}

/** Ends a process of a session, after a person has confirmed it; only living processes of the session's tree. */
export async function endProcessOf(
  { hub, clock, findAgain }: ProcessEndingPorts,
  sessionId: SessionId,
  key: ProcessKey,
): Promise<void> {
  const found = hub
    .monitor(sessionId)
    ?.livingProcesses()
    .find((one) => processKey(one) === key);
  if (found === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('This process has exited already.'));
    return;
  }
  const label = `${found.name} (${found.pid})`;
  const ports: EndPorts = {
    isRunning: async (process) => (await findAgain(process)) !== undefined,
    confirm: (how) => confirm(label, how),
    signal: (pid, name) => {
      process.kill(pid, name);
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        clock.schedule(milliseconds, resolve);
      }),
  };
  await tell(label, await endProcess(found, ports));
}

async function confirm(label: string, how: 'polite' | 'forced'): Promise<boolean> {
  const isPolite = how === 'polite';
  const action = isPolite ? vscode.l10n.t('End Process') : vscode.l10n.t('Kill Process');
  const message = isPolite
    ? vscode.l10n.t('End the process {0}?', label)
    : vscode.l10n.t('The process {0} did not end. Kill it?', label);
  const detail = isPolite
    ? vscode.l10n.t('It is asked to end (SIGTERM). What it has not saved may be lost.')
    : vscode.l10n.t('It gets no chance to clean up (SIGKILL).');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, action)) === action;
}

async function tell(label: string, outcome: EndOutcome): Promise<void> {
  if (typeof outcome === 'object') {
    const text = vscode.l10n.t(
      'The process {0} could not be ended: {1}. It may belong to another user.',
      label,
      outcome.problem,
    );
    await vscode.window.showErrorMessage(text);
    return;
  }
  switch (outcome) {
    case 'gone':
      await vscode.window.showInformationMessage(vscode.l10n.t('The process {0} has exited already.', label));
      break;
    case 'stillRunning':
      await vscode.window.showWarningMessage(vscode.l10n.t('The process {0} still runs.', label));
      break;
    case 'ended':
    case 'kept':
      break;
  }
}
