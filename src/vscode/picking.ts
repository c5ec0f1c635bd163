import * as vscode from 'vscode';
import type { ProcessInfo, SessionId } from '../shared/sample';
import { pickProcess, type PickedProcess, type PickerPorts } from './processPicker';
import type { PickedFor } from './runs';
import { terminalOf, terminalProcess } from './terminals';

/** What is needed to pick a process and to monitor it. */
export interface PickingPorts extends PickerPorts {
  findProcess(pid: number): Promise<ProcessInfo | undefined>;
  /** Monitors a process; returns the session's id. */
  watch(process: ProcessInfo, picked: PickedFor): SessionId;
  show(sessionId: SessionId): void;
}

/** Monitors what a person points at: one of their processes, or what runs in a terminal. */
export class Picking {
  constructor(private readonly ports: PickingPorts) {}

  /** Lets a person pick a process; undefined if they pick none. */
  pick(): Promise<PickedProcess | undefined> {
    return pickProcess(this.ports, vscode.l10n.t('Monitor which process?'));
  }

  /** Lets a person pick a process and monitors it: for a session that has none, else as one of its own. */
  async monitorProcess(sessionId?: SessionId): Promise<void> {
    const picked = await this.pick();
    if (picked === undefined) return;
    const { process, terminalName } = picked;
    this.watch(process, sessionId === undefined ? { ...(terminalName && { terminalName }) } : { sessionId });
  }

  /** Monitors what runs in a terminal: the one that was clicked, else the active one. */
  async monitorTerminal(argument: unknown): Promise<void> {
    const terminal = terminalOf(argument);
    const running = terminal && (await terminalProcess(terminal));
    const found = running && (await this.ports.findProcess(running.pid));
    if (running === undefined || found === undefined) {
      const message =
        terminal === undefined
          ? vscode.l10n.t('There is no terminal to monitor. Open one and start your program in it.')
          : vscode.l10n.t('The terminal "{0}" has no process on this machine that could be monitored.', terminal.name);
      await vscode.window.showWarningMessage(message);
      return;
    }
    const process = { ...found, name: (await this.ports.describe(found)) ?? found.name };
    this.watch(process, { terminalName: running.name });
  }

  private watch(process: ProcessInfo, picked: PickedFor): void {
    this.ports.show(this.ports.watch(process, picked));
  }
}
