import * as vscode from 'vscode';
import type { LaunchEntry } from '../../launching/configurations/launchFile';
import { CONFIGURATION_SECTION } from '../ids';
import { Owner } from '../disposables';
import { laterPart } from '../laterPart';
import type { LaunchSource } from './launchSources';

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
  /** Launch configurations are read only where somebody looks at them or starts one. */
  private readonly reading = laterPart(() => import('./launchReading'));

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

  /** All places, with what is hidden. */
  async sources(): Promise<readonly LaunchSource[]> {
    return (await this.reading()).launchSources();
  }

  /** The entries of a launch.json or a workspace file with this text, with what is hidden. */
  async entriesIn(uri: vscode.Uri, text: string): Promise<readonly LaunchEntry[]> {
    return (await this.reading()).readDocument(uri, text).entries;
  }

  /** The entry around a place in such a text; undefined where there is none. */
  async entryAt(uri: vscode.Uri, text: string, offset: number): Promise<LaunchEntry | undefined> {
    const { readDocument, entryAt } = await this.reading();
    return entryAt(readDocument(uri, text), offset);
  }

  /** All places with the entries that are offered; those without any are left out. */
  async offered(): Promise<readonly LaunchSource[]> {
    const isHidden = hiddenNames();
    const sources = await this.sources();
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
