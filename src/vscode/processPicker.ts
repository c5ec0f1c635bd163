import * as vscode from 'vscode';
import type { ProcessInfo } from '../shared/sample';
import { formatDuration } from '../shared/units';

interface ProcessItem extends vscode.QuickPickItem {
  readonly process: ProcessInfo;
}

/** What the picker needs to know of processes. */
export interface PickerPorts {
  listProcesses(): Promise<readonly ProcessInfo[]>;
  describe(process: ProcessInfo): Promise<string | undefined>;
  nowMs(): number;
}

/** Lets a person pick a process of this machine, the newest first; undefined if they pick none. */
export async function pickProcess(ports: PickerPorts, title: string): Promise<ProcessInfo | undefined> {
  const items = loadItems(ports);
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Name or process id'),
    matchOnDescription: true,
  });
  return picked?.process;
}

async function loadItems(ports: PickerPorts): Promise<readonly ProcessItem[]> {
  const processes = await ports.listProcesses();
  const newestFirst = [...processes].sort((a, b) => b.startTimeMs - a.startTimeMs || b.pid - a.pid);
  const named = await Promise.all(
    newestFirst.map(async (process) => ({ ...process, name: (await ports.describe(process)) ?? process.name })),
  );
  return named.map((process) => ({
    label: process.name,
    description: String(process.pid),
    detail: vscode.l10n.t('running for {0}', formatDuration(ports.nowMs() - process.startTimeMs)),
    process,
  }));
}
