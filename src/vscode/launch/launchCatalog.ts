import * as vscode from 'vscode';
import type { LaunchEntry } from '../../launching/configurations/launchFile';
import { CONFIGURATION_SECTION } from '../ids';
import { Owner } from '../disposables';
import { launchSources, type LaunchSource } from './launchSources';

/** An entry together with where it stands. */
export interface OfferedEntry {
  readonly source: LaunchSource;
  readonly entry: LaunchEntry;
}

/** Finds an entry again later: its text may have moved by then. */
export interface LaunchReference {
  readonly sourceId: string;
  readonly kind: LaunchEntry['kind'];
  readonly name: string;
}

/** The launch configurations of the window as they are offered, and when they change. */
export class LaunchCatalog extends Owner {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.changed.event;

  constructor() {
    super();
    const watcher = this.register(
      vscode.workspace.createFileSystemWatcher('**/{.vscode/launch.json,*.code-workspace}'),
    );
    const tell = (): void => {
      this.changed.fire();
    };
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) this.register(event(tell));
    this.register(vscode.workspace.onDidChangeWorkspaceFolders(tell));
    this.register(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const isOurs = event.affectsConfiguration(`${CONFIGURATION_SECTION}.launch`);
        if (isOurs || event.affectsConfiguration('launch')) tell();
      }),
    );
  }

  /** All places with the entries that are offered; those without any are left out. */
  async offered(): Promise<readonly LaunchSource[]> {
    const isHidden = hiddenNames();
    const sources = await launchSources();
    return sources
      .map((source) => ({ ...source, entries: source.entries.filter(({ name }) => !isHidden(name)) }))
      .filter(({ entries }) => entries.length > 0);
  }

  /** All entries that are offered, place by place. */
  async entries(): Promise<readonly OfferedEntry[]> {
    return (await this.offered()).flatMap((source) => source.entries.map((entry) => ({ source, entry })));
  }

  /** The entry that is meant; undefined if it has gone. */
  async find({ sourceId, kind, name }: LaunchReference): Promise<OfferedEntry | undefined> {
    const entries = await this.entries();
    return entries.find(({ source, entry }) => source.id === sourceId && entry.kind === kind && entry.name === name);
  }
}

/** Which names `processMonitor.launch.exclude` hides. */
export function hiddenNames(): (name: string) => boolean {
  const value = vscode.workspace.getConfiguration(CONFIGURATION_SECTION).get<unknown>('launch.exclude');
  const names = new Set<unknown>(Array.isArray(value) ? value : []);
  return (name) => names.has(name);
}

/** How an entry is found again. */
export function referenceTo({ source, entry }: OfferedEntry): LaunchReference {
  return { sourceId: source.id, kind: entry.kind, name: entry.name };
}
