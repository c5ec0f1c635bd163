import * as vscode from 'vscode';
import { processKey, type ProcessInfo, type ProcessKey } from '../shared/sample';
import { formatDuration, formatText } from '../shared/units';
import { ownProcesses } from './ownProcesses';
import { readLoads, type ProcessLoad, type ReadOnce } from './processLoads';
import { terminalProcesses, type TerminalProcess } from './terminals';

/** Between the two readings that tell the CPU of a process. */
const BETWEEN_READS_MS = 700;

/** What the picker needs to know of processes. */
export interface PickerPorts {
  listProcesses(): Promise<readonly ProcessInfo[]>;
  describe(process: ProcessInfo): Promise<string | undefined>;
  readOnce: ReadOnce;
  nowMs(): number;
}

/** What was picked: a process, and the name of the terminal in which it runs where it was picked as a terminal. */
export interface PickedProcess {
  readonly process: ProcessInfo;
  readonly terminalName?: string;
}

interface ProcessItem extends vscode.QuickPickItem {
  readonly choice?: PickedProcess;
}

/**
 * Lets a person pick one of their processes: the terminals first, then all others, the newest first, each with its CPU
 * and memory. Undefined if they pick none.
 */
export async function pickProcess(ports: PickerPorts, title: string): Promise<PickedProcess | undefined> {
  const picker = vscode.window.createQuickPick<ProcessItem>();
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Name or process id');
  picker.matchOnDescription = true;
  picker.busy = true;
  picker.show();
  try {
    const choice = chosen(picker);
    const filled = fill(picker, ports);
    return await Promise.race([choice, filled.then(() => choice)]);
  } finally {
    picker.dispose();
  }
}

function chosen(picker: vscode.QuickPick<ProcessItem>): Promise<PickedProcess | undefined> {
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const choice = picker.selectedItems[0]?.choice;
      // Enter may come before the list does.
      if (choice !== undefined) resolve(choice);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
  });
}

async function fill(picker: vscode.QuickPick<ProcessItem>, ports: PickerPorts): Promise<void> {
  const processes = await namedProcesses(ports);
  const terminals = await terminalProcesses();
  const show = (loads: ReadonlyMap<ProcessKey, ProcessLoad>): void => {
    const activeKey = keyOf(picker.activeItems[0]);
    picker.items = itemsOf(processes, terminals, loads, ports.nowMs());
    // New items move the choice to the top: put it back where it was. Where there was none, the top it is.
    const active = picker.items.find((item) => activeKey !== undefined && keyOf(item) === activeKey);
    if (active !== undefined) picker.activeItems = [active];
  };
  show(new Map<ProcessKey, ProcessLoad>());
  await readLoads(
    processes,
    ports.readOnce,
    () => new Promise((resolve) => setTimeout(resolve, BETWEEN_READS_MS)),
    show,
  );
  picker.busy = false;
}

async function namedProcesses(ports: PickerPorts): Promise<readonly ProcessInfo[]> {
  const own = ownProcesses(await ports.listProcesses());
  const newestFirst = [...own].sort((a, b) => b.startTimeMs - a.startTimeMs || b.pid - a.pid);
  return Promise.all(
    newestFirst.map(async (process) => ({ ...process, name: (await ports.describe(process)) ?? process.name })),
  );
}

function itemsOf(
  processes: readonly ProcessInfo[],
  terminals: readonly TerminalProcess[],
  loads: ReadonlyMap<ProcessKey, ProcessLoad>,
  nowMs: number,
): readonly ProcessItem[] {
  const itemOf = (process: ProcessInfo, terminalName?: string): ProcessItem => ({
    label: terminalName === undefined ? process.name : `$(terminal) ${terminalName}`,
    description: terminalName === undefined ? String(process.pid) : `${process.name} ${process.pid}`,
    detail: detailOf(process, loads.get(processKey(process)), nowMs),
    choice: { process, ...(terminalName === undefined ? {} : { terminalName }) },
  });
  const inTerminals = terminals.flatMap(({ pid, name }) => {
    const process = processes.find((one) => one.pid === pid);
    return process === undefined ? [] : [itemOf(process, name)];
  });
  const separator = (label: string): ProcessItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(inTerminals.length === 0 ? [] : [separator(vscode.l10n.t('Terminals and tasks')), ...inTerminals]),
    separator(vscode.l10n.t('Processes, the newest first')),
    ...processes.map((process) => itemOf(process)),
  ];
}

function detailOf(process: ProcessInfo, load: ProcessLoad | undefined, nowMs: number): string {
  return vscode.l10n.t(
    'CPU {0}, memory {1}, running for {2}',
    formatText(load?.cpuCores, 'cores'),
    formatText(load?.residentBytes, 'bytes'),
    formatDuration(nowMs - process.startTimeMs),
  );
}

function keyOf(item: ProcessItem | undefined): string | undefined {
  if (item?.choice === undefined) return undefined;
  return `${processKey(item.choice.process)} ${item.choice.terminalName ?? ''}`;
}
