import { posix } from 'node:path';
import * as vscode from 'vscode';
import {
  decodeCompound,
  decodeConfiguration,
  readLaunchFile,
  type LaunchEntry,
} from '../../launching/configurations/launchFile';

/** A place where launch configurations stand: a folder's launch.json, the workspace file, the user's settings. */
export interface LaunchSource {
  readonly id: string;
  /** For people: the folder's name, unlike that of any other place. */
  readonly label: string;
  /** The folder to which variables and tasks refer; absent where there is none. */
  readonly folder?: vscode.WorkspaceFolder;
  /** The file, where it is one with places in it. */
  readonly file?: { readonly uri: vscode.Uri; readonly text: string };
  /** Where VS Code finds the answers to `${input:}`; it looks into the folder's launch.json where nothing is said. */
  readonly inputsFrom?: InputsFrom;
  readonly entries: readonly LaunchEntry[];
  readonly problem?: string;
}

/** VS Code's own numbers of the scopes of settings (`ConfigurationTarget` of its core, not of its API). */
export type InputsFrom = 2 | 5;
const USER = 2;
const WORKSPACE = 5;

/** All launch configurations of the window, by where they stand; places that hold none are left out. */
export async function launchSources(): Promise<readonly LaunchSource[]> {
  const folders = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(folderSource));
  const sources = [...folders, await workspaceSource(), userSource()];
  return sources.filter((source) => source !== undefined);
}

/** The launch.json of a folder, whether or not it exists. */
export function launchFileOf(folder: vscode.WorkspaceFolder): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, '.vscode', 'launch.json');
}

/** Reads a launch.json or a workspace file as far as it concerns launching. */
export function readDocument(uri: vscode.Uri, text: string): ReturnType<typeof readLaunchFile> {
  return readLaunchFile(text, isWorkspaceFile(uri) ? ['launch'] : []);
}

function isWorkspaceFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith('.code-workspace');
}

async function folderSource(folder: vscode.WorkspaceFolder): Promise<LaunchSource | undefined> {
  return fileSource(launchFileOf(folder), { label: folderLabel(folder), folder });
}

/** The name of a folder; where another one has the same, with the name of the folder around it. */
function folderLabel({ name, uri }: vscode.WorkspaceFolder): string {
  const namesakes = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.name === name);
  return namesakes.length < 2 ? name : `${name} (${posix.basename(posix.dirname(uri.path))})`;
}

async function workspaceSource(): Promise<LaunchSource | undefined> {
  const { workspaceFile } = vscode.workspace;
  if (workspaceFile?.scheme !== 'file') return undefined;
  return fileSource(workspaceFile, { label: vscode.l10n.t('Workspace'), inputsFrom: WORKSPACE });
}

async function fileSource(
  uri: vscode.Uri,
  rest: Pick<LaunchSource, 'label' | 'folder' | 'inputsFrom'>,
): Promise<LaunchSource | undefined> {
  const text = await readText(uri);
  if (text === undefined) return undefined;
  const file = readDocument(uri, text);
  return { ...rest, ...file, id: uri.toString(), file: { uri, text } };
}

/** What an editor shows counts, saved or not; undefined for a file that is not there. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function userSource(): LaunchSource | undefined {
  const launch = vscode.workspace.getConfiguration('launch');
  const configurations = listOf(launch.inspect<unknown>('configurations')?.globalValue);
  const compounds = listOf(launch.inspect<unknown>('compounds')?.globalValue);
  const range = { offset: 0, length: 0 };
  const entries: readonly LaunchEntry[] = [
    ...configurations.flatMap((value) => {
      const configuration = decodeConfiguration(value);
      return configuration === undefined
        ? []
        : [{ kind: 'configuration' as const, name: configuration.name, configuration, range }];
    }),
    ...compounds.flatMap((value) => {
      const compound = decodeCompound(value);
      return compound === undefined ? [] : [{ kind: 'compound' as const, name: compound.name, compound, range }];
    }),
  ];
  if (entries.length === 0) return undefined;
  const [folder, ...others] = vscode.workspace.workspaceFolders ?? [];
  return {
    id: 'user',
    label: vscode.l10n.t('User Settings'),
    inputsFrom: USER,
    entries,
    ...(folder === undefined || others.length > 0 ? {} : { folder }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
