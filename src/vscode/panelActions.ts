import * as vscode from 'vscode';
import type { CaptureKind } from '../shared/capture';
import type { WebviewMessage } from '../shared/protocol';
import { ALERT_COMMANDS, CONFIGURATION_SECTION, EVIDENCE_COMMANDS } from './ids';
import type { PanelPorts } from './panelPorts';
import { writeSetting } from './settings';

const COPIED_SHOWN_MS = 3_000;

/** What a person asks for in a panel and gets elsewhere. */
export type PanelAction = Exclude<
  WebviewMessage,
  { readonly type: 'ready' | 'select' | 'measurePss' | 'setCharts' | 'keepChoices' | 'closeComparison' }
>;

/** Does what was asked for; what fails is in the log. */
export function runPanelAction(action: PanelAction, ports: PanelPorts): void {
  const { log } = ports;
  const logFailure = (work: Thenable<unknown>, what: string): void => {
    work.then(undefined, (error: unknown) => {
      log.error(`${what}: ${String(error)}`);
    });
  };
  switch (action.type) {
    case 'stopMonitoring':
      ports.stopMonitoring(action.sessionId);
      break;
    case 'pickProcess':
      ports.pickProcess(action.sessionId);
      break;
    case 'alignComparison':
      ports.alignComparison(action.mark);
      break;
    case 'addMark':
      ports.addMark(action.sessionId);
      break;
    case 'takeEvidence': {
      const { sessionId, kind, process } = action;
      const command = kind === undefined ? EVIDENCE_COMMANDS.takeEvidence : COMMAND_OF[kind];
      logFailure(vscode.commands.executeCommand(command, { sessionId, process }), 'Evidence could not be taken');
      break;
    }
    case 'openEvidence':
      ports.openEvidence(action.sessionId, action.file);
      break;
    case 'endProcess':
      ports.endProcess(action.sessionId, action.process);
      break;
    case 'setInterval':
      logFailure(writeSetting('sampling.interval', action.intervalMs), 'The settings could not be changed');
      break;
    case 'alertAbove':
      logFailure(
        vscode.commands.executeCommand(ALERT_COMMANDS.alertAbove, { metric: action.metric }),
        'The alert rule could not be added',
      );
      break;
    case 'openSettings':
      logFailure(
        vscode.commands.executeCommand('workbench.action.openSettings', CONFIGURATION_SECTION),
        'The settings could not be opened',
      );
      break;
    case 'copy':
      logFailure(copy(action.text), 'The clipboard could not be written');
      break;
    case 'showLog':
      log.show();
      break;
    case 'failed':
      log.error(`The panel failed: ${action.message}`);
      break;
  }
}

const COMMAND_OF: Readonly<Record<CaptureKind, string>> = {
  cpuProfile: EVIDENCE_COMMANDS.recordCpuProfile,
  heapProfile: EVIDENCE_COMMANDS.recordHeapProfile,
  heapSnapshot: EVIDENCE_COMMANDS.takeHeapSnapshot,
  threads: EVIDENCE_COMMANDS.showThreads,
};

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Statistics copied'), COPIED_SHOWN_MS);
}
